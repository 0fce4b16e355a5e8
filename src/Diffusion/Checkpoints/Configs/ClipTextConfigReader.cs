namespace Atelier.Diffusion.Checkpoints;

/// <summary>A text encoder's shape: what the weights tell is taken from them, the rest from config.json, else from the family.</summary>
internal static class ClipTextConfigReader
{
    private const string Layer = "text_model.encoder.layers.";

    /// <summary>Reads a shape. Token ids stay at their defaults: they are the tokenizer's to say.</summary>
    /// <param name="weights">The encoder's weights. Layers that the family never runs are taken out of them.</param>
    /// <param name="config">Its config.json, if it has one.</param>
    /// <param name="family">The checkpoint's family.</param>
    /// <param name="openClip">Whether it is OpenCLIP's: SD 2.x's only encoder, SDXL's second.</param>
    /// <exception cref="CheckpointException">The config.json is wrong, or contradicts the weights.</exception>
    public static ClipTextConfig Read(MappedWeights weights, ConfigFile? config, ModelFamily family, bool openClip)
    {
        var hidden = weights.Size("text_model.embeddings.token_embedding.weight", 1);
        var stored = weights.Count(Layer + "{0}.layer_norm1.weight", max: 128);
        var layers = config?.OptionalInt("num_hidden_layers") ?? Families.ClipLayers(family, stored);
        if (layers > stored)
        {
            config?.Agree("num_hidden_layers", layers, stored);
        }

        weights.RemoveWhere(name => Dotted.TryCutIndex(name, Layer, out var layer, out _) && layer >= layers);
        if (family.Id != Families.Sdxl || !openClip)
        {
            weights.RemoveWhere(name => name.StartsWith("text_projection.", StringComparison.Ordinal));
        }

        config?.Agree("hidden_size", config.OptionalInt("hidden_size"), hidden);
        var heads = config?.OptionalInt("num_attention_heads") ?? Families.ClipHeads(hidden);
        weights.CheckDivides("heads", heads, hidden);
        return new ClipTextConfig
        {
            VocabSize = weights.Size("text_model.embeddings.token_embedding.weight", 0),
            HiddenSize = hidden,
            IntermediateSize = weights.Size(Layer + "0.mlp.fc1.weight", 0),
            Heads = heads,
            Layers = layers,
            MaxPositions = weights.Size("text_model.embeddings.position_embedding.weight", 0),
            HiddenAct = config?.Text("hidden_act", "quick_gelu", "quick_gelu", "gelu") ?? (openClip ? "gelu" : "quick_gelu"),
            LayerNormEps = (float)(config?.Number("layer_norm_eps", 1e-5) ?? 1e-5),
            ProjectionDim = weights.OptionalSize("text_projection.weight", 0),
            Penultimate = family.Id == Families.Sdxl,
        };
    }
}
