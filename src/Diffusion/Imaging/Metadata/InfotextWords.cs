using System.Globalization;
using System.Numerics;
using Atelier.Diffusion.Pipeline.Autoencoders;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>AUTOMATIC1111's words for what Atelier calls otherwise, in both directions.</summary>
internal static class InfotextWords
{
    // Its hash of a model is the beginning of the file's SHA-256.
    private const int HashLength = 10;

    private static readonly KeyValuePair<string, string>[] SamplerOptions =
    [
        new("Eta", "eta"),
        new("Sigma churn", "s_churn"),
        new("Sigma tmin", "s_tmin"),
        new("Sigma tmax", "s_tmax"),
        new("Sigma noise", "s_noise"),
    ];

    /// <summary>Writes the fields in AUTOMATIC1111's order.</summary>
    public static Infotext Write(Recipe recipe, string samplerLabel, string scheduleLabel, string? upscalerLabel = null)
    {
        (string Key, string? Value)[] fields =
        [
            ("Steps", Text(recipe.Steps)),
            ("Sampler", samplerLabel),
            ("Schedule type", scheduleLabel),
            ("CFG scale", Text(recipe.GuidanceSettings.Scale)),
            ("Image CFG scale", recipe.Image?.ImageGuidance is { } imageScale ? Text(imageScale) : null),
            ("Seed", Text(recipe.Seed)),
            ("Size", $"{recipe.Width}x{recipe.Height}"),
            ("Model hash", recipe.Model.Hash is { Length: >= HashLength } hash ? hash[..HashLength] : null),
            ("Model", Plain(recipe.Model.Name)),
            ("VAE hash", recipe.Vae?.Hash is { Length: >= HashLength } vaeHash ? vaeHash[..HashLength] : null),
            ("VAE", recipe.Vae?.Name),
            ("Denoising strength", recipe.Image is { } image ? Text(image.Strength) : null),
            ("Clip skip", recipe.ClipSkip > 1 ? Text(recipe.ClipSkip) : null),
            ("Init image hash", ImageWords.HashOf(recipe.Image?.Picture)),
            ("RNG", recipe.Noise switch { "torch" => "CPU", "philox" => "NV", var other => other }),
            .. InfotextPasses.Write(recipe, upscalerLabel),
            .. SamplerOptions.Select(
                option => (option.Key, recipe.SamplerOptions.TryGetValue(option.Value, out var value) ? Text(value) : null)),
            ("Skip Early CFG", recipe.GuidanceSettings.Start > 0 ? Text(recipe.GuidanceSettings.Start) : null),
            ("Lora hashes", Hashes(recipe.Adapters.Select(adapter => (adapter.Name, adapter.Hash)))),
            ("TI hashes", Hashes(recipe.Embeddings.Select(embedding => (embedding.Name, embedding.Hash)))),
            ("Emphasis", recipe.Emphasis == "none" ? "Ignore" : null),
            .. ImageWords.Write(recipe.Image),
            .. InfotextControls.Write(recipe.Controls),
            ("Version", $"Atelier {RecipeSoftware.Version}"),
        ];
        var written = fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!));
        return new Infotext(
            string.Join(' ', recipe.Adapters.Where(adapter => !adapter.InPrompt).Select(Tag).Prepend(recipe.Prompt)), recipe.NegativePrompt,
            [.. written]);
    }

    /// <summary>Reads what a request can hold; the rest of the text is left aside.</summary>
    public static GenerationRequest Read(Infotext infotext)
    {
        var size = infotext["Size"] is { } text
            ? PictureSize.TryParse(text)
                ?? throw new RequestException("size", $"the picture's parameters say '{text}'; it must be like 512x512")
            : default;
        return InfotextPasses.Read(infotext, new GenerationRequest
        {
            Prompt = PromptExpander.Literal(infotext.Prompt),
            NegativePrompt = PromptExpander.Literal(infotext.NegativePrompt),
            Model = infotext["Model"],
            Vae = OwnAutoencoder.IsNamed(infotext["VAE"]) ? null : infotext["VAE"],
            Sampler = infotext["Sampler"],
            Schedule = infotext["Schedule type"] is "Automatic" ? null : infotext["Schedule type"],
            GuidanceSettings = infotext["CFG scale"] is { } scale
                ? new GuidanceSettings
                {
                    Scale = Number<double>("cfgScale", scale),
                    Start = Number<double>("skipEarlyCfg", infotext["Skip Early CFG"] ?? "0"),
                }
                : null,
            Steps = OptionalNumber<int>("steps", infotext["Steps"]),
            Seed = OptionalNumber<ulong>("seed", infotext["Seed"]),
            Noise = Noise(infotext),
            Width = OptionalNumber<int>("width", size.Width),
            Height = OptionalNumber<int>("height", size.Height),
            ClipSkip = OptionalNumber<int>("clipSkip", infotext["Clip skip"]),
            Emphasis = infotext["Emphasis"] is "Ignore" or "None" ? "none" : "a1111",
            Image = ImageWords.Read(infotext),
            Controls = InfotextControls.Read(infotext),
            SamplerOptions = SamplerOptions
                .Where(option => infotext[option.Key] is not null)
                .ToDictionary(option => option.Value, option => Number<double>(option.Value, infotext[option.Key]!)),
        });
    }

    // Names lose what separates them; one file may be applied twice.
    private static string? Hashes(IEnumerable<(string Name, string Hash)> parts)
    {
        var hashes = parts.DistinctBy(part => part.Name).Select(part => $"{Plain(Path.GetFileName(part.Name))}: {part.Hash}").ToList();
        return hashes.Count == 0 ? null : string.Join(", ", hashes);
    }

    private static string Tag(AppliedAdapter adapter)
    {
        var ranged = adapter.Start > 0 || adapter.End < 1 ? $":start={Text(adapter.Start)}:end={Text(adapter.End)}" : "";
        return $"<lora:{adapter.Name}:{Text(adapter.TextEncoderWeight)}:{Text(adapter.Weight)}{ranged}>";
    }

    private static string Plain(string name) => name.Replace(",", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);

    // AUTOMATIC1111 draws noise on the GPU unless it says otherwise, so a seed without a word about it is a GPU seed.
    private static string Noise(Infotext infotext) => infotext["RNG"] switch
    {
        "CPU" => "torch",
        "GPU" or "NV" => "philox",
        null => infotext["Seed"] is null ? "torch" : "philox",
        var other => other,
    };

    public static T? OptionalNumber<T>(string field, string? text)
        where T : struct, INumber<T> => text is null ? null : Number<T>(field, text);

    public static T Number<T>(string field, string text)
        where T : struct, INumber<T> => T.TryParse(text, CultureInfo.InvariantCulture, out var number) && T.IsFinite(number)
            ? number
            : throw new RequestException(field, $"the picture's parameters say '{text}', which is not a number that fits");

    public static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
