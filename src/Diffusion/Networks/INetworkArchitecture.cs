using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;

namespace Atelier.Diffusion.Networks;

/// <summary>A kind of network that a safetensors file can hold.</summary>
internal interface INetworkArchitecture
{
    /// <summary>As in <see cref="Atelier.Networks.INetwork.Architecture"/>.</summary>
    string Name { get; }

    /// <summary>Whether it is run at every step, beside a UNet.</summary>
    bool IsBesideUNet => false;

    /// <summary>Whether these are its tensors' names, as a file spells them.</summary>
    bool Recognises(IReadOnlySet<string> tensors);

    /// <summary>Builds its graphs: one, or several that each take other inputs, such as an encoder and a decoder.</summary>
    /// <exception cref="CheckpointException">A tensor is missing or has another shape.</exception>
    IReadOnlyList<OnnxModel> Build(NetworkFile file);
}
