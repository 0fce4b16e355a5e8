namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>What AUTOMATIC1111 1.10 makes of a text beyond what stands in it (<c>parse_generation_parameters</c>).</summary>
internal static class InfotextDefaults
{
    private static readonly KeyValuePair<string, string>[] Missing =
    [
        new("Clip skip", "1"),
        new("Hires resize-1", "0"),
        new("Hires resize-2", "0"),
        new("Hires sampler", "Use same sampler"),
        new("Hires schedule type", "Use same scheduler"),
        new("Hires checkpoint", "Use same checkpoint"),
        new("Hires prompt", ""),
        new("Hires negative prompt", ""),
        new("Mask mode", "Inpaint masked"),
        new("Masked content", "original"),
        new("Inpaint area", "Whole picture"),
        new("Masked area padding", "32"),
        new("RNG", "GPU"),
        new("Schedule type", "Automatic"),
        new("Schedule max sigma", "0"),
        new("Schedule min sigma", "0"),
        new("Schedule rho", "0"),
        new("VAE Encoder", "Full"),
        new("VAE Decoder", "Full"),
        new("FP8 weight", "Disable"),
    ];

    public static IReadOnlyDictionary<string, string> Apply(Infotext infotext)
    {
        var parameters = new Dictionary<string, string> { ["Prompt"] = infotext.Prompt, ["Negative prompt"] = infotext.NegativePrompt };
        foreach (var (key, value) in infotext.Fields)
        {
            if (PictureSize.TryParse(value) is { } size)
            {
                parameters[$"{key}-1"] = size.Width;
                parameters[$"{key}-2"] = size.Height;
            }
            else
            {
                parameters[key] = value;
            }
        }

        foreach (var (key, value) in Missing)
        {
            parameters.TryAdd(key, value);
        }

        return parameters;
    }
}
