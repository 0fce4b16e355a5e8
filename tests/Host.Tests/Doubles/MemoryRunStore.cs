using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Doubles;

/// <summary>Runs in memory: for simulations of years. It passes the suite that every store passes.</summary>
internal sealed class MemoryRunStore(TimeProvider time) : IRunStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (Run Run, DateTimeOffset? NotBefore, bool ToCancel)> _runs = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly SortedSet<string> _active = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keys = [];
    private readonly Dictionary<string, List<RunLogLine>> _logs = [];

    public List<StoredEvent> Events { get; } = [];

    public Task<Run> AddAsync(NewRun run, CancellationToken cancellation) => Do(() =>
    {
        if (run.Key is { } key && _keys.TryGetValue(key, out var earlier))
        {
            return _runs[earlier].Run;
        }

        var added = new Run(
            run.Id, run.Target, run.Owner, run.Trigger, run.Key, run.Lane, JobState.Waiting, 0, time.GetUtcNow(), run.DueAt, null, null,
            null, null);
        _runs[run.Id] = (added, run.NotBefore, false);
        _order.Add(run.Id);
        _active.Add(run.Id);
        if (run.Key is not null)
        {
            _keys[run.Key] = run.Id;
        }

        return added;
    });

    public Task<Run?> FindAsync(string id, CancellationToken cancellation) => Do(() => Find(id));

    public Task<Run?> FindByKeyAsync(string key, CancellationToken cancellation) =>
        Do(() => _keys.TryGetValue(key, out var id) ? Find(id) : null);

    public Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellation) => Do<IReadOnlyList<Run>>(() =>
    [
        .. (filter.States?.All(state => state is JobState.Waiting or JobState.Running) == true ? _active.Reverse() : NewestFirst())
            .Select(id => _runs[id].Run)
            .Where(run => (filter.Before is null || string.CompareOrdinal(run.Id, filter.Before) < 0)
                && (filter.Owner is null || run.Owner == filter.Owner)
                && (filter.Kind is null || run.Target.Kind == filter.Kind) && (filter.Name is null || run.Target.Name == filter.Name)
                && (filter.Trigger is null || run.Trigger == filter.Trigger) && filter.States?.Contains(run.State) != false)
            .Take(filter.Limit),
    ]);

    public Task<Run?> BeginNextAsync(CancellationToken cancellation) => Do(() =>
    {
        var running = _active.Select(id => _runs[id].Run).Where(run => run is { State: JobState.Running, Lane: not null })
            .Select(run => run.Lane).ToHashSet();
        return _active.Select(id => _runs[id]).FirstOrDefault(kept =>
            kept.Run?.State == JobState.Waiting && !(kept.NotBefore > time.GetUtcNow())
                && !running.Contains(kept.Run.Lane)) is { Run: { } next }
            ? Set(next with { State = JobState.Running, Attempts = next.Attempts + 1, StartedAt = next.StartedAt ?? time.GetUtcNow() })
            : null;
    });

    public Task EndAsync(string id, RunOutcome outcome, CancellationToken cancellation) => Do(() => End(id, outcome, JobState.Running));

    public Task RecoverAsync(Func<Run, RunOutcome?> outcome, CancellationToken cancellation) => Do(() =>
    {
        foreach (var run in _active.Select(id => _runs[id].Run).Where(run => run.State == JobState.Running).ToList())
        {
            _ = outcome(run) is { } end ? End(run.Id, end, JobState.Running) : Release(run.Id, 0);
        }

        return true;
    });

    public Task ReleaseAsync(string id, CancellationToken cancellation) => Do(() => Release(id, 1));

    public Task<Run?> CancelAsync(string id, CancellationToken cancellation) => Do(() =>
    {
        if (Find(id) is { State: JobState.Running })
        {
            _runs[id] = _runs[id] with { ToCancel = true };
        }

        End(id, RunOutcome.Canceled, JobState.Waiting);
        return Find(id);
    });

    public Task AppendLogAsync(string id, IReadOnlyList<RunLogLine> lines, CancellationToken cancellation) => Do(() =>
    {
        if (Find(id) is not null)
        {
            var log = _logs.TryGetValue(id, out var found) ? found : _logs[id] = [];
            log.AddRange(lines.Select((line, index) => line with { Position = log.Count + index }).ToList());
        }

        return true;
    });

    public Task<IReadOnlyList<RunLogLine>> LogAsync(string id, int after, int most, CancellationToken cancellation) =>
        Do<IReadOnlyList<RunLogLine>>(
            () => _logs.TryGetValue(id, out var log) ? [.. log.Where(line => line.Position > after).Take(most)] : []);

    public Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken cancellation) => Do(() =>
    {
        var old = _runs.Values.Where(kept => kept.Run.EndedAt < before).Select(kept => kept.Run.Id).ToList();
        foreach (var id in old)
        {
            _runs.Remove(id);
            _order.Remove(id);
            _logs.Remove(id);
        }

        return old.Count;
    });

    private Task<T> Do<T>(Func<T> act)
    {
        lock (_lock)
        {
            return Task.FromResult(act());
        }
    }

    // One after another: of years of runs, most who ask want the newest.
    private IEnumerable<string> NewestFirst()
    {
        for (var i = _order.Count - 1; i >= 0; i--)
        {
            yield return _order[i];
        }
    }

    private Run? Find(string id) => _runs.TryGetValue(id, out var kept) ? kept.Run : null;

    private Run Set(Run run)
    {
        _runs[run.Id] = _runs[run.Id] with { Run = run };
        if (run.IsOver)
        {
            _active.Remove(run.Id);
        }

        if (run.State != JobState.Waiting)
        {
            Events.Add(new StoredEvent(Events.Count + 1, "", run.Owner, RunEvent.TypeOf(run), time.GetUtcNow(), RunEvent.Write(run)));
        }

        return run;
    }

    private bool End(string id, RunOutcome outcome, JobState from)
    {
        if (Find(id) is not { } run || run.State != from)
        {
            return false;
        }

        if (outcome.News is { } news)
        {
            Events.Add(new StoredEvent(Events.Count + 1, "", run.Owner, news.Type, time.GetUtcNow(), news.Data));
        }

        Set(run with { State = outcome.State, Error = outcome.Error, Result = outcome.Result, EndedAt = time.GetUtcNow() });
        return true;
    }

    private bool Release(string id, int uncounted) => _runs[id] is { ToCancel: true }
        ? End(id, RunOutcome.Canceled, JobState.Running)
        : Find(id) is { State: JobState.Running } run
            && Set(run with { State = JobState.Waiting, Attempts = run.Attempts - uncounted }) is not null;
}
