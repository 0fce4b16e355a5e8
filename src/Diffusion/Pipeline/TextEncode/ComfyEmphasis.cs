namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>
/// ComfyUI's: each vector moves away from or towards the empty prompt's by its weight (<c>comfy/sd1_clip.py</c>,
/// <c>encode_token_weights</c>).
/// </summary>
internal sealed class ComfyEmphasis : IEmphasis
{
    public string Name => "comfy";

    public string Description => "Vectors moved away from the empty prompt's by their weights (ComfyUI).";

    public bool NeedsEmpty => true;

    public void Apply(Span<float> z, ReadOnlySpan<float> weights, ReadOnlySpan<float> empty)
    {
        var width = z.Length / weights.Length;
        for (var i = 0; i < z.Length; i++)
        {
            var weight = weights[i / width];
            z[i] = weight == 1 ? z[i] : ((z[i] - empty[i]) * weight) + empty[i];
        }
    }
}
