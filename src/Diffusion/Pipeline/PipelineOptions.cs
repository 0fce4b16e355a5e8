using Atelier.Diffusion.Pipeline.Decode;

namespace Atelier.Diffusion.Pipeline;

/// <summary>What the owner of a pipeline decides once.</summary>
public sealed record PipelineOptions
{
    /// <summary>The largest sizes and numbers a request may ask for.</summary>
    public GenerationLimits Limits { get; init; } = new();

    /// <summary>The folder of <c>__wildcard__</c> files; null where there is none.</summary>
    public string? Wildcards { get; init; }

    /// <summary>When pictures are decoded in tiles.</summary>
    public TilingOptions Tiling { get; init; } = new();
}
