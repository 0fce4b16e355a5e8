using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Host.Plugins.Live;
using Atelier.Host.Store;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Worker.Work;

/// <summary>A worker's life at its end of the link: from the server's first word until the work is done or the server is gone.</summary>
/// <param name="link">To the server.</param>
/// <param name="services">Gives the store, once the server has said where it is.</param>
internal sealed class WorkSession(ILink link, Func<LinkMessage.Start, IServiceProvider> services)
{
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Works.</summary>
    /// <param name="interrupted">Asks it to finish, as the server's <see cref="LinkMessage.Drain"/> does.</param>
    public async Task RunAsync(CancellationToken interrupted)
    {
        await using var messages = link.ReadAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        if (!await messages.MoveNextAsync() || messages.Current is not LinkMessage.Start start)
        {
            return;
        }

        using var registration = interrupted.Register(_drain.Cancel);
        using var grace = _drain.Token.Register(() => _stop.CancelAfter(start.Options.Server.Grace));
        var provider = services(start);
        using var alive = provider.GetRequiredService<WorkerLocks>().Hold(start.Worker);
        var time = provider.GetRequiredService<TimeProvider>();
        var runtime = RuntimeInfo.Probe();
        await using var plugins = await LivePlugins.StartAsync(
            LivePluginSettings.Of(start.Options.Folders.Plugins, start.Options.Server),
            provider.GetRequiredService<ILogger<LivePlugins>>(),
            time);
        var catalog = new ModelCatalog(start.Options.Folders.Models);
        using var models =
            new ModelLoader(catalog, start.Options.DefaultModel, start.Options.Runtime, time) { Budget = start.Options.Server.ModelMemory };
        var kept = new KeptInputs(provider.GetRequiredService<IPictureFiles>());
        var pipelines = new Pipelines(start.Options, runtime, models, kept, time);
        var residents = new Residents(models, link);
        var onlookers = new Onlookers(time);
        var answers = new Answers(start.Options, catalog, models, plugins, kept);
        var setAside = start.Avoid;
        var worker = new JobWorker(
            provider.GetRequiredService<IJobStore>(),
            new ResultFiles(
                provider.GetRequiredService<IPictureFiles>(), provider.GetRequiredService<Ulids>(), start.Options.Server.PictureFormat),
            plugins,
            pipelines,
            new JobErrors(start.Options, start.Options.Server.Data),
            onlookers,
            link,
            start.Options.Server.Heartbeat,
            time,
            provider.GetRequiredService<ILogger<JobWorker>>());
        using var loop = new WorkLoop(
            provider.GetRequiredService<IJobStore>(), start.Worker, RunAsync, Idle, time, provider.GetRequiredService<ILogger<WorkLoop>>());

        plugins.Changed += TellInventory;
        TellInventory();
        var listening = ListenAsync();
        await loop.RunAsync(_drain.Token, _stop.Token);

        // Questions that are still being answered use what is disposed next.
        await link.DisposeAsync();
        await listening;

        void TellInventory() =>
            link.Post(new LinkMessage.Has(
                Inventories.Of(plugins.Plugins, new ModelFiles(start.Options.Folders.Models), runtime, start.Options.Runtime)));

        async Task RunAsync(JobRun run)
        {
            await worker.RunAsync(run, setAside);
            residents.Tell();
            if (plugins.RestartWanted)
            {
                // The next process has none of what plugins left behind.
                await _drain.CancelAsync();
            }
        }

        void Idle()
        {
            models.UnloadIdle(start.Options.Server.ModelIdle);
            residents.Tell();
        }

        async Task ListenAsync()
        {
            var answering = new List<Task>();
            while (await messages.MoveNextAsync())
            {
                Handle(messages.Current, answering);
                answering.RemoveAll(task => task.IsCompleted);
            }

            // The server is gone: what it would have been told, it reads in the store.
            await _stop.CancelAsync();
            await _drain.CancelAsync();
            await Task.WhenAll(answering);
        }

        void Handle(LinkMessage message, List<Task> answering)
        {
            switch (message)
            {
                case LinkMessage.Wake:
                    loop.Wake();
                    break;
                case LinkMessage.Interrupt interrupt:
                    loop.Interrupt(interrupt.JobId, interrupt.Interruption);
                    break;
                case LinkMessage.KeepOff keepOff:
                    setAside = keepOff.Models;
                    break;
                case LinkMessage.Look:
                    onlookers.Came();
                    break;
                case LinkMessage.Drain:
                    _drain.Cancel();
                    break;
                case LinkMessage.Ask ask:
                    answering.Add(Task.Run(() => AnswerAsync(ask)));
                    break;
            }
        }

        async Task AnswerAsync(LinkMessage.Ask ask)
        {
            link.Post(await answers.ToAsync(ask, _stop.Token));
            residents.Tell();
        }
    }
}
