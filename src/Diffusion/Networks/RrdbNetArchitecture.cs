using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;

namespace Atelier.Diffusion.Networks;

/// <summary>ESRGAN's generator in its original layout, its release's, and Real-ESRGAN's.</summary>
internal sealed class RrdbNetArchitecture : INetworkArchitecture
{
    public string Name => "rrdbnet";

    public bool Recognises(IReadOnlySet<string> tensors) => RrdbNetNames.Recognises(tensors);

    public IReadOnlyList<OnnxModel> Build(NetworkFile file)
    {
        var weights = file.Weights(new RrdbNetNames(file.Tensors).Map);
        return [RrdbNetGraph.Build(RrdbNetConfig.Read(weights), weights)];
    }
}
