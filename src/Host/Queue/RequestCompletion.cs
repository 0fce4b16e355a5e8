using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Host.Configuration;
using Atelier.Host.Inputs;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Networks;

namespace Atelier.Host.Queue;

/// <summary>
/// Makes a request whole before it is queued: every name found, every number chosen, the seed drawn. So the record says all that decided
/// the
/// pictures, and what cannot be made is refused now and not hours later.
/// </summary>
internal sealed class RequestCompletion(
    AtelierOptions options, ReadyModels models, IModelFiles files, NamedFiles named, ReadyInventory inventory, IPictureFiles pictures,
    Func<ulong> newSeed)
{
    private InventoryParts? _parts;
    private Inventory? _partsOf;

    /// <exception cref="RequestException">A field is wrong.</exception>
    /// <exception cref="WorkerUnavailableException">No worker has said yet what it brings.</exception>
    public async Task<GenerationRequest> CompleteAsync(GenerationRequest request, CancellationToken cancellation)
    {
        RequestValidator.Validate(request, options.Limits);
        var known = await inventory.WaitAsync(cancellation);
        var parts = Parts(known);
        var model = models.Find(request.Model ?? options.DefaultModel);
        var complete = parts.Normalize(Fill(request, model));
        parts.CheckOptions(complete);
        var problems = new List<RequestException>();
        complete = named.Find(complete, model.Family, parts, problems);
        if (problems.Count > 0)
        {
            throw problems[0];
        }

        await CheckSizeAsync(complete, cancellation);
        complete = WithSeeds(WithUpscaler(complete, known));
        foreach (var adapter in PromptCheck.Adapters(complete, options.Folders.Wildcards))
        {
            named.Adapter("prompt", adapter, model.Family);
        }

        return complete;
    }

    private GenerationRequest WithSeeds(GenerationRequest request) => request with
    {
        Seed = request.Seed ?? newSeed(),
        Variation = request.Variation is { Seed: null } variation ? variation with { Seed = newSeed() } : request.Variation,
    };

    private GenerationRequest WithUpscaler(GenerationRequest request, Inventory known) =>
        Upscaler(request.Hires, known, files) is { } upscaler
        ? request with { Hires = request.Hires! with { Upscaler = upscaler } }
        : request;

    /// <summary>The name of a second pass's upscaler; null without a second pass.</summary>
    /// <exception cref="RequestException">There is none of that name.</exception>
    public static string? Upscaler(HiresFix? hires, Inventory known, IModelFiles files) =>
        hires is null ? null : UpscalerCatalog.Find(UpscalerList.Of(known, files), hires.Upscaler, "hires.upscaler").Name;

    // A sampler of one's own goes with its own schedule, which only the worker knows.
    private static GenerationRequest Fill(GenerationRequest request, ReadyModel model) => request with
    {
        Model = model.Name,
        Sampler = request.Sampler ?? model.Defaults.Sampler,
        Schedule = request.Schedule ?? (request.Sampler is null ? model.Defaults.Schedule : null),
        Steps = request.Steps ?? model.Defaults.Steps,
        Width = request.Width ?? (TakesPicturesSize(request) ? null : model.Defaults.Width),
        Height = request.Height ?? (TakesPicturesSize(request) ? null : model.Defaults.Height),
        GuidanceSettings = request.GuidanceSettings ?? new GuidanceSettings { Scale = model.Defaults.GuidanceScale },
    };

    // What a size that only the picture says costs. Which way up the picture is shows when it is decoded: refused is what is too much
    // either way.
    private async Task CheckSizeAsync(GenerationRequest request, CancellationToken cancellation)
    {
        RequestValidator.Validate(request, options.Limits);
        if (request is { Width: not null, Height: not null } || PictureHash.Of(request.Image?.Picture ?? "") is not { } hash
            || await pictures.ReadAsync(hash, cancellation) is not { } file)
        {
            return;
        }

        var header = InlinePicture.Header("image.picture", file);
        var problems = RequestValidator.Problems(Sized(request, header.Width, header.Height), options.Limits);
        if (problems.Count > 0 && RequestValidator.Problems(Sized(request, header.Height, header.Width), options.Limits).Count > 0)
        {
            throw problems[0];
        }
    }

    private static GenerationRequest Sized(GenerationRequest request, int width, int height) =>
        MadeSize.Of(request, width, height) is { } size ? request with { Width = size.Width, Height = size.Height } : request;

    // Which way up a picture is shows when it is decoded.
    private static bool TakesPicturesSize(GenerationRequest request) => request.Image is { Mask: not { MaskedAreaOnly: true } };

    private InventoryParts Parts(Inventory current)
    {
        if (_parts is not { } parts || _partsOf != current)
        {
            (_parts, _partsOf) = (parts = new InventoryParts(current), current);
        }

        return parts;
    }
}
