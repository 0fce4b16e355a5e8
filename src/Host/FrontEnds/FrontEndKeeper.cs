using System.Threading.Channels;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Host.Notify;
using Atelier.Host.Plugins.Live;
using Atelier.Host.Worker;

namespace Atelier.Host.FrontEnds;

/// <summary>
/// Keeps front ends at work: each of a plugin that comes gets a life; that of a plugin that goes, or is replaced, ends before the next
/// begins. Nothing that a front end does ends the server.
/// </summary>
internal sealed partial class FrontEndKeeper(
    LivePluginSettings settings, IFrontEndHosts hosts, IEventFeed feed, TimeProvider time, ILoggerFactory logs, ILogger<FrontEndKeeper> log)
    : BackgroundService, IFrontEnds
{
    private readonly Channel<bool> _news =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource<LivePlugins?> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // In the order in which they began: of two with one name the former one ends.
    private readonly List<FrontEndLife> _lives = [];
    private volatile LivePlugins? _plugins;
    private volatile bool _isEnding;

    public event Action? Changed;

    public IReadOnlyList<PluginInfo> Plugins =>
    [
        .. (_plugins?.Plugins ?? []).Select(plugin =>
            PluginInfo.Of(plugin) with { FrontEnds = [.. Lives.Where(life => life.Parts == plugin.Parts).Select(life => life.Info)] }),
    ];

    private IReadOnlyList<FrontEndLife> Lives
    {
        get
        {
            lock (_lives)
            {
                return [.. _lives];
            }
        }
    }

    public IReadOnlyList<string> Names => [.. Lives.Select(life => life.Name).Distinct()];

    public FrontEndLife? Find(string name) => Lives.LastOrDefault(life => life.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public async Task ConfigureAsync(string id, string options, CancellationToken cancellation)
    {
        var plugins = await _started.Task.WaitAsync(cancellation)
            ?? throw new RequestException("id", "the server's own plugins are off; its log says why");
        await plugins.ConfigureAsync(id, options, cancellation);
    }

    public async Task RescanAsync(CancellationToken cancellation)
    {
        if (await _started.Task.WaitAsync(cancellation) is { } plugins)
        {
            await plugins.RescanAsync(cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var plugins = await LivePlugins.StartAsync(settings, logs.CreateLogger<LivePlugins>(), time, stoppingToken);
            plugins.Changed += Wake;
            _plugins = plugins;
            _started.TrySetResult(plugins);
            await KeepAsync(plugins, stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogOff(log, exception);
        }
        finally
        {
            _started.TrySetResult(null);
        }
    }

    private async Task KeepAsync(LivePlugins plugins, CancellationToken stopping)
    {
        try
        {
            do
            {
                Follow(plugins);
                RaiseChanged();
                await _news.Reader.ReadAsync(stopping);
            }
            while (true);
        }
        finally
        {
            // Nobody is told any more: who would listen ends too.
            _isEnding = true;
            foreach (var life in Lives)
            {
                life.Stop();
            }

            await Task.WhenAll(Lives.Select(life => life.Ended));
        }
    }

    private void Follow(LivePlugins plugins)
    {
        var wanted =
            plugins.Running.SelectMany(plugin => plugin.Parts.Of<IFrontEnd>(), (plugin, part) => (Plugin: plugin, FrontEnd: part.Value))
                .ToList();
        foreach (var life in Lives.Where(life => !wanted.Exists(one => one.Plugin.Parts == life.Parts)))
        {
            life.Stop();
        }

        foreach (var (plugin, frontEnd) in wanted.Where(
            one => !Lives.Any(life => life.Parts == one.Plugin.Parts && life.Name == one.FrontEnd.Name)))
        {
            if (plugins.Hold(plugin) is { } hold)
            {
                Begin(new FrontEndLife(frontEnd, plugin.Parts, hold, hosts, time, log, RaiseChanged));
            }
        }
    }

    private void Begin(FrontEndLife life)
    {
        var former = Find(life.Name)?.Ended ?? Task.CompletedTask;
        lock (_lives)
        {
            _lives.Add(life);
        }

        // Its address is there before it is said to run.
        RaiseChanged();
        life.Begin(former);
        life.Ended.ContinueWith(_ => Forget(life), TaskScheduler.Default);
    }

    private void Forget(FrontEndLife life)
    {
        lock (_lives)
        {
            _lives.Remove(life);
        }

        RaiseChanged();
    }

    private void Wake() => _news.Writer.TryWrite(true);

    private void RaiseChanged()
    {
        if (_isEnding)
        {
            return;
        }

        try
        {
            Changed?.Invoke();
            feed.Changed("plugins");
        }
        catch (Exception exception)
        {
            LogHandlerFailed(log, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The server's own plugins are off until it is started again")]
    private static partial void LogOff(ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Error, "What follows a change of front ends failed")]
    private static partial void LogHandlerFailed(ILogger log, Exception exception);
}
