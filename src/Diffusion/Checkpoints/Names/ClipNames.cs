namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// The names of transformers' CLIP text model, which LDM's single files keep; some old ones lack the outer <c>text_model</c>.
/// </summary>
internal static class ClipNames
{
    private static readonly (string From, string To)[] Outer =
    [
        ("text_model", "text_model"),
        ("text_projection", "text_projection"),
        ("embeddings", "text_model.embeddings"),
        ("encoder", "text_model.encoder"),
        ("final_layer_norm", "text_model.final_layer_norm"),
    ];

    /// <inheritdoc cref="KeyMap"/>
    public static IEnumerable<(string Name, WeightRef Weight)> Map(string key, WeightRef stored) =>
        Dotted.Rename(key, Outer) is { } name && stored.IsReal() ? [(name, stored)] : [];
}
