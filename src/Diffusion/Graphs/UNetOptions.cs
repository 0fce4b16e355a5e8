using Atelier.Generation;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// In what a UNet's graph differs from the plain one. Each combination is a session of its own, built when it is first asked for.
/// </summary>
internal sealed record UNetOptions
{
    /// <summary>The graph of a request that asks for nothing special.</summary>
    public static UNetOptions Plain { get; } = new();

    /// <summary>What convolutions see beside the picture. Default: zeros.</summary>
    public Wrapping Wrapping { get; init; }

    /// <summary>Whether it has <see cref="FreeULayer"/>'s inputs.</summary>
    public bool FreeU { get; init; }

    /// <summary>Whether it has <see cref="StyleSharing"/>'s input.</summary>
    public bool SharedStyle { get; init; }

    /// <summary>Whether the weights are inputs, so that adapters may change them. Default: false.</summary>
    public bool Adaptable { get; init; }

    /// <summary>What a request needs.</summary>
    public static UNetOptions For(GenerationRequest request) => new()
    {
        Wrapping = Wrapping.Of(request.Tiling),
        FreeU = request.FreeU is not null,
        SharedStyle = request is { ShareStyle: true, BatchSize: > 1 },
    };
}
