using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Inputs;

namespace Atelier.Diffusion.Pipeline;

/// <summary>What the owner of a pipeline decides once.</summary>
public sealed record PipelineOptions
{
    /// <summary>The largest sizes and numbers a request may ask for.</summary>
    public GenerationLimits Limits { get; init; } = new();

    /// <summary>The folder of <c>__wildcard__</c> files; it need not exist.</summary>
    public string Wildcards { get; init; } = "wildcards";

    /// <summary>What each picture's recipe says it was made with.</summary>
    public required RecipeSoftware Software { get; init; }

    /// <summary>Gives the pictures that requests name. Default: refuses every one.</summary>
    public IPictureSource Pictures { get; init; } = new NoPictures();

    /// <summary>When pictures are decoded in tiles.</summary>
    public TilingOptions Tiling { get; init; } = new();
}
