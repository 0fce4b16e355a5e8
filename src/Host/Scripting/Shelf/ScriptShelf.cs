using System.Collections.Concurrent;
using Atelier.Host.Notify;
using Atelier.Host.Plugins.Live;

namespace Atelier.Host.Scripting.Shelf;

/// <summary>Knows a server's scripts and what is wrong with them, before they run: each is compiled when it has changed.</summary>
internal sealed partial class ScriptShelf(
    ScriptFolder folder, ScriptEngine engine, IEventFeed feed, TimeProvider time, ILogger<ScriptShelf> logger) : BackgroundService
{
    public const string Topic = "scripts";

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (string Hash, IReadOnlyList<ScriptProblem> Problems)> _checked = new();
    private readonly SemaphoreSlim _changed = new(0);

    /// <summary>All scripts, by name.</summary>
    public IReadOnlyList<ShelvedScript> List() => [.. folder.Names().Select(Find).OfType<ShelvedScript>()];

    /// <summary>A script as it is now; null where there is none of this name.</summary>
    /// <exception cref="Generation.RequestException">It cannot be a name.</exception>
    public ShelvedScript? Find(string name)
    {
        if (folder.Read(name) is not var (text, at))
        {
            return null;
        }

        var hash = ScriptFolder.HashOf(text);
        return new ShelvedScript(
            name, text, hash, at, _checked.TryGetValue(name, out var known) && known.Hash == hash ? known.Problems : null);
    }

    /// <summary>A script with its problems, compiled now where that is not done yet.</summary>
    public async Task<ShelvedScript?> CheckAsync(string name, CancellationToken cancellation)
    {
        if (Find(name) is not { } script || script.Problems is not null)
        {
            return Find(name);
        }

        await LookAtAsync(script, cancellation);
        feed.Changed(Topic);
        return Find(name);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = new FolderWatch([folder.Path], Wake);
        var seen = "";
        while (!stoppingToken.IsCancellationRequested)
        {
            watch.Renew();
            if (Stamp() is { } stamp && stamp != seen)
            {
                seen = stamp;
                await LookAsync(stoppingToken);
            }

            await ((Task)_changed.WaitAsync(Glance, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // A file that is being written changes several times.
            await Task.Delay(Quiet, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Wake()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var scripts = List();
        foreach (var gone in _checked.Keys.Except(scripts.Select(script => script.Name)))
        {
            _checked.TryRemove(gone, out _);
        }

        // One that has not changed may load one that has. Where nothing has changed, it was compiled before.
        foreach (var script in scripts)
        {
            if (!cancellation.IsCancellationRequested)
            {
                await LookAtAsync(script, cancellation);
            }
        }

        feed.Changed(Topic);
    }

    private async Task LookAtAsync(ShelvedScript script, CancellationToken cancellation)
    {
        try
        {
            var problems = await engine.CheckAsync(new ScriptSource(folder.PathOf(script.Name), script.Text), cancellation);
            _checked[script.Name] = (script.Hash, problems);
            if (problems.FirstOrDefault(problem => problem.IsError) is { } error)
            {
                LogWrong(script.Name, error.ToString());
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            if (!cancellation.IsCancellationRequested)
            {
                LogNotChecked(script.Name, exception.Message);
            }
        }
    }

    private string? Stamp()
    {
        try
        {
            return folder.Stamp();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Something below is being removed: the next look sees the rest.
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The script {Name} cannot run: {Problem}")]
    private partial void LogWrong(string name, string problem);

    [LoggerMessage(LogLevel.Warning, "The script {Name} could not be compiled: {Reason}")]
    private partial void LogNotChecked(string name, string reason);
}

/// <summary>A script of the server's.</summary>
/// <param name="Hash">SHA-256 of its text.</param>
/// <param name="Problems">What the compiler says of it; null where it is not compiled yet.</param>
internal sealed record ShelvedScript(
    string Name, string Text, string Hash, DateTimeOffset ChangedAt, IReadOnlyList<ScriptProblem>? Problems);
