using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Networks;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.FrontEnds;
using Atelier.Host.Configuration;
using Atelier.Host.Models;
using Atelier.Host.Styles;
using Atelier.Host.Worker;
using Atelier.Jobs;
using Atelier.Networks;

namespace Atelier.Host.FrontEnds.Lent;

/// <summary>
/// What can be asked for, for all front ends. Somebody who types is answered from memory while it is read anew; only what is old is waited
/// for.
/// </summary>
internal sealed class FrontEndCatalog(
    IWorkers workers, UpscalerList upscalers, ReadyInventory inventory, ModelShelf models, AdapterCatalog adapters, IModelFiles files,
    PromptStyles styles, AtelierOptions options, TimeProvider time) : IFrontEndCatalog
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private FrontEndChoices? _known;
    private long _knownAt;
    private Task<FrontEndChoices>? _reading;

    public Task<FrontEndChoices> ReadAsync(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var age = _known is null ? TimeSpan.MaxValue : time.GetElapsedTime(_knownAt);
            if (age >= Fresh && _reading is not { IsCompleted: false })
            {
                _reading = Task.Run(NowAsync, CancellationToken.None);
            }

            return age < Old ? Task.FromResult(_known!) : _reading!.WaitAsync(cancellation);
        }
    }

    private async Task<FrontEndChoices> NowAsync()
    {
        try
        {
            var choices = Choices(
                await inventory.WaitAsync(CancellationToken.None),
                await upscalers.WaitAsync(CancellationToken.None),
                await workers.AskAsync(new PreprocessorsQuestion(), CancellationToken.None));
            lock (_gate)
            {
                (_known, _knownAt) = (choices, time.GetTimestamp());
            }

            return choices;
        }
        catch (WorkerUnavailableException exception)
        {
            // The last known is better than nothing: jobs are accepted while a worker starts again.
            return _known ?? throw new QueueRefusedException(QueueRefusal.Unavailable, exception.Message);
        }
    }

    private FrontEndChoices Choices(
        Inventory known, IReadOnlyList<UpscalerEntry> enlargers, IReadOnlyList<PreprocessorInfo> preprocessors) => new()
        {
            Models = [.. Models().OrderByDescending(model => model.Name == models.DefaultName)],
            Samplers = Parts(known.Samplers),
            Schedules = Parts(known.Schedules),
            Upscalers = [.. enlargers.Where(upscaler => !upscaler.IsLatent)
                .Select(upscaler => new PartChoice(upscaler.Name, upscaler.Label))],
            Adapters = [.. adapters.List().Where(adapter => adapter.Problem is null).Select(adapter => adapter.Name)],
            ControlModels = [.. ControlNetCatalog.All(files).Where(control => control.Problem is null).Select(control => control.Name)],
            Preprocessors = [.. preprocessors.Select(one => new PreprocessorChoice(one.Name, one.Label, one.ControlType))],
            Styles = [.. styles.List().Select(style => new StyleChoice(style.Name, style.Prompt, style.NegativePrompt))],
            Limits = new RequestLimits(
                Math.Min(options.Limits.Width, options.Limits.Height), (long)options.Limits.Width * options.Limits.Height,
                options.Limits.Steps,
                options.Limits.BatchSize * options.Limits.Count),
        };

    private IEnumerable<ModelChoice> Models() =>
        from model in models.List()
        let defaults = model.Defaults
        where model.IsReady && defaults is not null && !workers.Status.Any(worker => worker.Quarantined.ContainsKey(model.Name))
        select new ModelChoice(model.Name, model.Report.Family?.Id ?? "", defaults.Width, defaults.Height, defaults.Steps);

    private static IReadOnlyList<PartChoice> Parts(IReadOnlyList<PartInfo> parts) =>
        [.. parts.Select(part => new PartChoice(part.Name, part.Label))];
}
