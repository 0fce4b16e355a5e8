namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// What a layout's weights and configurations say, as far as they say it: the parts that are there, and what is missing. Opening
/// and inspecting a checkpoint both come here; only opening minds what is missing.
/// </summary>
internal sealed record CheckpointDetails(ModelFamily Family)
{
    /// <summary>The encoders that are there, with the tokenizer folder where one was found (else empty).</summary>
    public required IReadOnlyList<TextEncoderPart> TextEncoders { get; init; }

    public required Part<UNetConfig> UNet { get; init; }

    public required Part<VaeConfig>? Vae { get; init; }

    public required SchedulerConfig Scheduler { get; init; }

    /// <summary>Missing components and weights by name, and a missing tokenizer as what to do about it.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Works a layout out.</summary>
    /// <exception cref="CheckpointException">It is of no family that runs, or a file of it is wrong.</exception>
    public static CheckpointDetails Of(Layout layout, string? modelsFolder)
    {
        var family = FamilyDetector.Detect(layout);
        var missing = new List<string>();
        var unet = layout.Components[Components.UNet];
        var shape = UNetConfigReader.Derive(unet, family);
        var configs = Believed(layout.Configs, shape);

        // The folder beside a single file may be another model's: then the file has no configurations.
        ConfigFile? Config(string component) => configs?.For(component);

        var encoders = ReadTextEncoders(layout, family, Config, modelsFolder, missing);
        var isRefiner = family.Variant == Families.Refiner;
        var pooled = family.Id == Families.Sdxl && encoders.Count == (isRefiner ? 1 : 2) ? encoders[^1].Config.ProjectionDim : null;
        var scheduler = Config(Components.Scheduler) is { } file ? SchedulerConfigReader.Read(file) : PredictionTypes.Guess(layout, family);
        shape = shape with { SampleSize = Families.SampleSize(family, scheduler.PredictionType) };
        var unetConfig = UNetConfigReader.Read(unet, shape, Config(Components.UNet), pooled, isRefiner);
        missing.AddRange(ExpectedUNet.Of(unetConfig).Problems(unet).Select(problem => $"unet: {problem}"));
        return new CheckpointDetails(family)
        {
            TextEncoders = encoders,
            UNet = new Part<UNetConfig>(unetConfig, unet),
            Vae = ReadVae(layout, family, Config, missing),
            Scheduler = scheduler,
            Missing = missing,
        };
    }

    private static ConfigFolder? Believed(ConfigFolder configs, UNetConfig shape) =>
        configs.Required || (configs.For(Components.UNet) is { } config && UNetConfigReader.Describes(config, shape)) ? configs : null;

    private static List<TextEncoderPart> ReadTextEncoders(
        Layout layout, ModelFamily family, Func<string, ConfigFile?> config, string? modelsFolder, List<string> missing)
    {
        var parts = new List<TextEncoderPart>();
        (string Component, string Tokenizer)[] wanted = [(Components.TextEncoder, Components.Tokenizer),
            (Components.TextEncoder2, Components.Tokenizer2)];
        // A refiner has the second alone, under either name.
        var isRefiner = family.Variant == Families.Refiner;
        var those = isRefiner
            ? wanted.Where(one => layout.Components.ContainsKey(one.Component))
            : wanted.Take(family.Id == Families.Sdxl ? 2 : 1);
        foreach (var (component, tokenizer) in those)
        {
            if (!layout.Components.TryGetValue(component, out var weights))
            {
                missing.Add($"the whole {component}");
                continue;
            }

            var openClip = component == Components.TextEncoder2 || isRefiner || family.Id == Families.Sd2;
            var clip = ClipTextConfigReader.Read(weights, config(component), family, openClip);
            var found = TokenizerFinder.Find(layout, tokenizer, modelsFolder);
            if (found is null && parts.Count == 0)
            {
                missing.Add(TokenizerFinder.Advice);
            }

            missing.AddRange(ExpectedClip.Of(clip).Problems(weights).Select(problem => $"{component}: {problem}"));
            parts.Add(new TextEncoderPart(found is null ? clip : TokenIds.Apply(clip, found, openClip), weights, found?.Folder ?? ""));
        }

        return parts;
    }

    private static Part<VaeConfig>? ReadVae(Layout layout, ModelFamily family, Func<string, ConfigFile?> config, List<string> missing)
    {
        if (!layout.Components.TryGetValue(Components.Vae, out var weights))
        {
            missing.Add("the whole vae");
            return null;
        }

        var vae = VaeConfigReader.Read(weights, config(Components.Vae), family);
        missing.AddRange(ExpectedVae.Of(vae).Problems(weights).Select(problem => $"vae: {problem}"));
        return new Part<VaeConfig>(vae, weights);
    }
}
