using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Pipeline.Control;
using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Diffusion.Pipeline.Hires;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Diffusion.Pipeline.Ready;
using Atelier.Diffusion.Pipeline.Refine;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// From a request to pictures: the file to read first.
/// <code>
///  request ─(1 validate)─(2 open the model)─(3 fill in defaults)─┐
///                                                                ▼  for each batch
///     (4 draw prompts)─(5 a pass: prompts → embeddings, noise levels, noise, sampler ⇄ UNet)─(6 larger, a second pass)─(7 decode)─►
/// pictures
/// </code>
/// </summary>
/// <remarks>
/// Pictures come one by one as they are done. A picture depends on its own seed and request alone, never on its neighbours in the batch.
/// One generation at a time per instance.
/// </remarks>
public sealed class DiffusionPipeline
{
    private readonly IPartRegistry _parts;
    private readonly ModelLoader _models;
    private readonly PipelineOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<ulong> _newSeed;
    private readonly WildcardFolder _wildcards;
    private LoadedModel? _generating;

    /// <summary>Creates a pipeline.</summary>
    /// <param name="parts">Samplers, schedules, noise and guidance, from plugins.</param>
    /// <param name="models">Opens models and keeps them.</param>
    /// <param name="options">Limits, wildcards, tiling.</param>
    /// <param name="time">Measures stages.</param>
    /// <param name="newSeed">Gives a seed where a request has none.</param>
    public DiffusionPipeline(IPartRegistry parts, ModelLoader models, PipelineOptions options, TimeProvider time, Func<ulong> newSeed)
    {
        _parts = parts;
        _models = models;
        _options = options;
        _time = time;
        _newSeed = newSeed;
        _wildcards = new WildcardFolder(options.Wildcards);
    }

    /// <summary>Makes the pictures of a request.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="observer">Told of each stage and step, on this thread. May be null.</param>
    /// <param name="cancellation">Ends the generation within one step.</param>
    /// <param name="skip">Asked before each batch: a token that ends it alone, without pictures; null makes no more. May be null.</param>
    /// <returns>Count × batch size pictures, each as soon as it is decoded; of a grid those of every cell, and the grid itself at
    /// last.</returns>
    /// <exception cref="RequestException">A field of the request is wrong; thrown before anything is loaded where it can be.</exception>
    /// <exception cref="Checkpoints.CheckpointException">The model cannot be used.</exception>
    /// <exception cref="GenerationException">A network gave values that are not numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IEnumerable<GeneratedPicture> Generate(
        GenerationRequest request, IGenerationObserver? observer = null, CancellationToken cancellation = default,
        Func<CancellationToken?>? skip = null)
    {
        // :: Step 1: refuse what cannot be, before anything is touched.
        RequestValidator.Validate(request, _options.Limits);
        var batches = (int)PictureCount.Cells(request) * request.Count;
        skip ??= () => CancellationToken.None;
        return request.Grid is null
            ? Run(request, new ProgressReporter(observer, batches), skip, cancellation)
            : new GridRun(
                (cell, made) => Run(cell, new ProgressReporter(observer, batches, made * request.Count), skip, cancellation), _newSeed)
                .Run(request, _options.Limits);
    }

    /// <summary>
    /// A rough, small picture of an estimate, one pixel a latent value: cheap enough for every other step. Only for an observer, while it
    /// is told.
    /// </summary>
    /// <param name="progress">What the observer was told.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The first picture of the batch; null where this progress has no estimate, or memory is saved and nothing was decoded
    /// yet.</returns>
    public Picture? Preview(GenerationProgress progress, CancellationToken cancellation = default) =>
        progress.Estimate is { } estimate ? _generating?.Preview(estimate, cancellation) : null;

    private IEnumerable<GeneratedPicture> Run(
        GenerationRequest request, ProgressReporter progress, Func<CancellationToken?> skip, CancellationToken cancellation)
    {
        // :: Step 2: read the pictures that it names, and open the model, or take it from the last time.
        var clock = new StageClock(_time);
        var inputs = new InputPictures(_options.Pictures);
        var image = request.Image is { } input ? SourceImage.Read(input, inputs) : null;
        progress.Stage("load", batch: 0);
        using var use = _models.Use(request.Model);
        var model = _generating = use.Model;
        model.ChooseVae(request.Vae);
        using var refiner = Refiner.Open(request.Refiner, model, _models);

        // :: Step 3: fill in what the request leaves open; check what only now has a number.
        UNetInputs.Check(model.Checkpoint, request);
        ReadyLimits.Check(request, model.Checkpoint);
        var resolved = ResolvedRequest.From(request, _parts, model.Defaults.Sized(image?.Size(request)), _newSeed);
        RequestValidator.Validate(resolved.Filled, _options.Limits);
        var start = image is null ? null : new ImageStart(image, resolved, model, _parts, _models, _options.Tiling);
        var prepared = new PreparedRequest(model, refiner?.Model, resolved, HiresPass.Of(resolved, model, _parts, _models))
        {
            Start = start,
            Controls = RequestControls.Of(resolved, _parts, _models, new ControlPictures(inputs, start is null ? null : start.Placed)),
        };
        var load = clock.Lap();

        for (var batch = 0; batch < request.Count && skip() is { } skipped; batch++)
        {
            var done = MakeOrSkip(prepared, batch, progress, skipped, cancellation);
            foreach (var picture in done)
            {
                yield return picture with { Timings = picture.Timings with { Load = batch == 0 ? load : 0 } };
            }
        }
    }

    private List<GeneratedPicture> MakeOrSkip(
        PreparedRequest prepared, int batch, ProgressReporter progress, CancellationToken skip, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, skip);
        try
        {
            return MakeBatch(prepared, batch, progress, either.Token);
        }
        catch (OperationCanceledException) when (skip.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return [];
        }
    }

    private List<GeneratedPicture> MakeBatch(
        PreparedRequest prepared, int batch, ProgressReporter progress, CancellationToken cancellation)
    {
        var (model, refiner, request, hires) = prepared;
        var controls = prepared.Controls;
        var watch = new BatchWatch(progress, batch, _time) { StepsAhead = hires?.Steps ?? 0 };
        var runtimeBefore = prepared.TimeInRuntime + _models.TimeInNetworks;
        var size = request.Request.BatchSize;

        // :: Step 4: each picture's prompts, with its wildcards drawn from its seed.
        var prompts = Enumerable.Range(batch * size, size).Select(i => request.Draw(i, _wildcards)).ToArray();

        // :: Step 5: what steers it: pictures become maps, and maps are encoded, once.
        using var steering = controls?.Begin(model, request, isSecond: false, watch, cancellation);

        // :: Step 6: from noise, or from a picture under noise, to latents. A refiner takes over in the last pass alone.
        watch.Enter("encode");
        var beginning = prepared.Start?.Begin(size, cancellation) ?? Beginning.Noise;
        List<Pass> passes =
            [new(model, request, prompts, watch, cancellation) { Refiner = hires is null ? refiner : null, Steering = steering }];
        var latent = passes[0].Run(beginning);

        // :: Step 7: enlarged, and made anew in part.
        if (hires is not null)
        {
            watch.Enter("upscale");
            watch.NextPass();
            var enlarged = hires.Enlarge(model, latent, _options.Tiling, cancellation);
            using var second = hires.Steps == 0 ? null : controls?.Begin(model, hires.Request, isSecond: true, watch, cancellation);
            passes.Add(new Pass(model, hires.Request, hires.Prompts(prompts, _wildcards), watch, cancellation)
            {
                Refiner = refiner,
                Steering = second,
            });
            latent = hires.Steps == 0 ? enlarged.Latent! : passes[^1].Run(enlarged);
        }

        // :: Step 8: pixels; what a mask keeps is as it was.
        watch.Enter("decode");
        var decoder = model.Decoder(_options.Tiling, cancellation, Wrapping.Of(request.Request.Tiling));
        var pictures = Enumerable.Range(0, size).Select(i => decoder.Decode(latent.Item(i), cancellation)).ToArray();
        model.LearnPreviews(cancellation);
        model.Checkpoint.EnsureNotOverwritten();
        refiner?.Checkpoint.EnsureNotOverwritten();
        var timings = watch.Finish(prepared.TimeInRuntime + _models.TimeInNetworks - runtimeBefore);
        var recipeModel = new RecipeModel(model.Name, model.Hash(cancellation));
        var vae = model.ChosenVae(cancellation);
        return
        [
            .. pictures.Select((planes, i) =>
            {
                var recipe = RecipeWriter.Write(request, recipeModel, prompts[i], (batch * size) + i, _options.Software, hires?.Request) with
                {
                    Vae = vae,
                    Controls = controls?.Units ?? [],
                    Adapters = Pass.AdaptersOf(passes),
                    Embeddings = Pass.EmbeddingsOf(passes, i),
                };
                var picture = Picture.FromDecoder(planes.Values, planes.Width, planes.Height);
                var metadata = RecipeWriter.Metadata(recipe, request, hires?.UpscalerLabel);
                return new GeneratedPicture(prepared.Start?.Finish(picture) ?? picture, recipe, metadata, timings)
                {
                    Maps = controls?.Maps ?? [],
                };
            }),
        ];
    }
}
