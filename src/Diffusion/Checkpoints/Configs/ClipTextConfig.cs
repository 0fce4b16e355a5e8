namespace Atelier.Diffusion.Checkpoints;

/// <summary>The shape of a CLIP text encoder: transformers' <c>CLIPTextConfig</c>.</summary>
public sealed record ClipTextConfig
{
    /// <summary>Tokens in the vocabulary.</summary>
    public required int VocabSize { get; init; }

    /// <summary>The width of the embeddings.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The width inside the feed-forward layers.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Attention heads; divides <see cref="HiddenSize"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Tokens in one chunk, start and end included. Default 77.</summary>
    public int MaxPositions { get; init; } = 77;

    /// <summary><c>quick_gelu</c> (OpenAI's CLIP) or <c>gelu</c> (OpenCLIP). Default <c>quick_gelu</c>.</summary>
    public string HiddenAct { get; init; } = "quick_gelu";

    /// <summary>The epsilon of the layer norms. Default 1e-5.</summary>
    public float LayerNormEps { get; init; } = 1e-5f;

    /// <summary>The width of the projected pooled embedding; null where the encoder has no projection.</summary>
    public int? ProjectionDim { get; init; }

    /// <summary>The token that starts a chunk. Default 49406.</summary>
    public int BosTokenId { get; init; } = 49406;

    /// <summary>The token that ends a chunk and marks the pooled position. Default 49407.</summary>
    public int EosTokenId { get; init; } = 49407;

    /// <summary>The token that fills a chunk up. Default 49407; OpenCLIP's is 0.</summary>
    public int PadTokenId { get; init; } = 49407;

    /// <summary>
    /// Whether the model was trained on the penultimate layer (SD 2.x, SDXL): the layer that clip skip counts as its default.
    /// SD 2.x applies the final layer norm to it, SDXL does not.
    /// </summary>
    public bool Penultimate { get; init; }
}
