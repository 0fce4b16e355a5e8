using Atelier.Host.Notify;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>The one door for what runs.</summary>
internal sealed class RunQueue(IRunStore store, Runners runners, RunCancellations cancellations, RunSignal signal, IEventFeed feed)
    : IRunQueue
{
    public async Task<Run> EnqueueAsync(NewRun run, CancellationToken cancellation)
    {
        // What was accepted once is not checked again: its recipe may be gone by now, and the answer is still the same.
        if (run.Key is { } key && await store.FindByKeyAsync(key, cancellation) is { } earlier)
        {
            return earlier;
        }

        await runners.CheckAsync(run.Target, cancellation);
        var added = await store.AddAsync(run, cancellation);
        signal.Raise();
        feed.Changed("runs");
        return added;
    }

    public async Task<Run?> CancelAsync(string id, CancellationToken cancellation)
    {
        if (!Ids.AreLike(id) || await store.CancelAsync(id, cancellation) is not { } run)
        {
            return null;
        }

        if (run.State == JobState.Running)
        {
            cancellations.Cancel(id);
            run = (await store.FindAsync(id, cancellation))!;
        }

        if (run.IsOver)
        {
            cancellations.Forget(id);
        }

        signal.Raise();
        feed.Changed("runs");
        return run;
    }

    public async Task<Run?> WaitAsync(string id, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = signal.Next;
            var run = await store.FindAsync(id, cancellation);
            if (run is null or { IsOver: true })
            {
                return run;
            }

            await changed.WaitAsync(cancellation);
        }
    }
}
