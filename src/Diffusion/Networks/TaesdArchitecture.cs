using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;

namespace Atelier.Diffusion.Networks;

/// <summary>Small autoencoders (TAESD), whole or a half.</summary>
internal sealed class TaesdArchitecture : INetworkArchitecture
{
    public string Name => "taesd";

    public bool Recognises(IReadOnlySet<string> tensors) => TaesdNames.Recognises(tensors);

    public IReadOnlyList<OnnxModel> Build(NetworkFile file)
    {
        var weights = file.Weights(TaesdNames.Map(file.Tensors));
        var graphs = new List<OnnxModel>();
        if (TaesdNames.HasDecoder(file.Tensors))
        {
            graphs.Add(TaesdDecoderGraph.Build(weights));
        }

        if (TaesdNames.HasEncoder(file.Tensors))
        {
            graphs.Add(TaesdEncoderGraph.Build(weights));
        }

        return graphs;
    }
}
