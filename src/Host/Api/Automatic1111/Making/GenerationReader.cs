using Atelier.Host.Api.Json;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Automatic1111.Control;
using Atelier.Host.Api.Automatic1111.Options;
using Atelier.Host.Api.Automatic1111.Extras;
using Atelier.Host.Api.Automatic1111.Scripts;
using Atelier.Host.Api.Automatic1111.Scripts.Runs;
using Atelier.Host.Api.Automatic1111.Styles;
using Atelier.Host.Styles;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>
/// Reads a txt2img or img2img request. What it leaves out comes from its <c>infotext</c>, else it is AUTOMATIC1111's default.
/// </summary>
internal sealed class GenerationReader(
    OptionsChange overrides, PromptStyles styles, ReadyInventory inventory, UpscalerList upscalers, InputReader inputs,
    ControlReader controls)
{
    private const int DefaultSteps = 50;
    private const int DefaultSize = 512;
    private const double DefaultScale = 7;
    private const string DefaultSampler = "Euler";

    // AUTOMATIC1111's other samplers' options have values that mean "as if not there".
    private static readonly (string Field, Func<double, bool> IsNeutral)[] SamplerNumbers =
    [
        ("eta", _ => false),
        ("s_churn", value => value == 0),
        ("s_tmin", value => value == 0),
        ("s_tmax", value => value <= 0),
        ("s_noise", value => value == 1),
    ];

    /// <summary>Reads it.</summary>
    /// <param name="body">The request's fields.</param>
    /// <param name="beginsWithPicture">Whether it is img2img.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="own">The owner's options.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiException">A field cannot be meant as it stands, or asks for what is not possible.</exception>
    public async Task<GenerationWish> ReadAsync(
        LenientBody body, bool beginsWithPicture, string owner, Automatic1111Options own, CancellationToken cancellation)
    {
        Impossible.Check(body);
        var (image, pictures) = beginsWithPicture ? await inputs.ReadAsync(body, owner, cancellation) : (null, []);
        var units = await controls.ReadAsync(body, beginsWithPicture, owner, cancellation);
        var given = body.Inner("override_settings");
        var start = Start(body);
        var options = FromInfotext(overrides.Apply(own, given), given, start);
        var (prompt, negativePrompt) = styles.Apply(
            body.Text("prompt") ?? start?.Prompt ?? "", body.Text("negative_prompt") ?? start?.NegativePrompt ?? "", body);
        var sampler = Named(body, "sampler_name") ?? Named(body, "sampler_index") ?? start?.Sampler ?? DefaultSampler;
        var numbers = await SamplerOptionsAsync(body, sampler, start, cancellation);
        var request = new GenerationRequest
        {
            Prompt = prompt,
            NegativePrompt = negativePrompt,
            Model = options.SdModelCheckpoint,
            Sampler = sampler,
            Schedule = Named(body, "scheduler") is { } schedule ? Specific(schedule) : start?.Schedule,
            SamplerOptions = numbers,
            Steps = body.Whole("steps") ?? start?.Steps ?? DefaultSteps,
            Seed = body.Has("seed") ? body.Seed("seed") : start?.Seed,
            Noise = options.RandnSource == "NV" ? "philox" : "torch",
            Width = body.Whole("width") ?? start?.Width ?? DefaultSize,
            Height = body.Whole("height") ?? start?.Height ?? DefaultSize,
            BatchSize = body.Whole("batch_size") ?? 1,
            Count = body.Whole("n_iter") ?? 1,
            GuidanceSettings = new GuidanceSettings
            {
                Scale = body.Number("cfg_scale") ?? start?.GuidanceSettings?.Scale ?? DefaultScale,
                Start = options.SkipEarlyCond,
            },
            ClipSkip = options.ClipStopAtLastLayers > 1 ? options.ClipStopAtLastLayers : null,
            Emphasis = options.Emphasis == "Ignore" ? "none" : "a1111",
            Vae = options.SdVae,
            Tiling = body.Switch("tiling") is true ? "both" : start?.Tiling ?? "none",
            Variation = VariationReader.Read(body) ?? start?.Variation,
            Refiner = overrides.Refiner(body),
            Image = image,
            Controls = [.. units.Select(unit => unit.Unit)],
        };
        var known = ScriptReader.IsNamed(body) ? UpscalerOrder.Of(await upscalers.WaitAsync(cancellation)) : [];
        (request, var run) = ScriptReader.Read(body, beginsWithPicture ? request : HiresReader.Read(body, request), known);
        var wish = new GenerationWish(
            request,
            pictures.Count > 1 ? new PictureBatch(pictures, request.Count) : run,
            options,
            body.Switch("send_images") ?? true,
            body.Switch("override_settings_restore_afterwards") is false,
            body.Text("force_task_id"),
            body.Texts("styles"),
            units);
        body.ThrowIfWrong();
        return wish;
    }

    private static GenerationRequest? Start(LenientBody body)
    {
        try
        {
            return body.Text("infotext") is { Length: > 0 } text ? Infotext.Parse(text).ToRequest() : null;
        }
        catch (RequestException exception)
        {
            body.Refuse("infotext", exception.Message);
            return null;
        }
    }

    private static Automatic1111Options FromInfotext(Automatic1111Options options, LenientBody given, GenerationRequest? start) =>
        start is null ? options : options with
    {
        SdModelCheckpoint = given.Has("sd_model_checkpoint") ? options.SdModelCheckpoint : start.Model ?? options.SdModelCheckpoint,
        ClipStopAtLastLayers = given.Has("CLIP_stop_at_last_layers")
            ? options.ClipStopAtLastLayers
            : start.ClipSkip ?? options.ClipStopAtLastLayers,
        RandnSource = given.Has("randn_source") ? options.RandnSource : start.Noise == "philox" ? "NV" : "CPU",
        Emphasis = given.Has("emphasis") ? options.Emphasis : start.Emphasis == "none" ? "Ignore" : "Original",
        SkipEarlyCond = given.Has("skip_early_cond") ? options.SkipEarlyCond : start.GuidanceSettings?.Start ?? options.SkipEarlyCond,
    };

    // A sampler that has no such option does not mind, as with AUTOMATIC1111: clients send all of them always.
    private async Task<IReadOnlyDictionary<string, double>> SamplerOptionsAsync(
        LenientBody body, string sampler, GenerationRequest? start, CancellationToken cancellation)
    {
        var given = new Dictionary<string, double>(start?.SamplerOptions ?? new Dictionary<string, double>());
        foreach (var (field, isNeutral) in SamplerNumbers)
        {
            if (body.Number(field) is { } value && !isNeutral(value))
            {
                given[field] = value;
            }
        }

        if (given.Count == 0)
        {
            return given;
        }

        var declared =
            SamplerOf((await inventory.WaitAsync(cancellation)).Samplers, sampler)?.Options.Select(option => option.Name).ToHashSet() ?? [];
        return given.Where(option => declared.Contains(option.Key)).ToDictionary();
    }

    // The name may have a schedule's behind it: the longest sampler's name that it begins with.
    private static PartInfo? SamplerOf(IEnumerable<PartInfo> samplers, string name) => samplers
        .SelectMany(sampler => sampler.Aliases.Append(sampler.Name).Append(sampler.Label), (sampler, known) => (sampler, known))
        .Where(pair => $"{name} ".StartsWith($"{pair.known} ", StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(pair => pair.known.Length)
        .FirstOrDefault().sampler;

    private static string? Named(LenientBody body, string field) => body.Text(field) is { Length: > 0 } name ? name : null;

    private static string? Specific(string schedule) => schedule.Equals("automatic", StringComparison.OrdinalIgnoreCase) ? null : schedule;
}
