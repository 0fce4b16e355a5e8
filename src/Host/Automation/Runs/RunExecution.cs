using Atelier.Generation;
using Atelier.Host.Notify;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>One run, from its beginning to what the store says of its end.</summary>
internal sealed partial class RunExecution(
    IRunStore store, Runners runners, RunCancellations cancellations, IGenerationQueue queue, IJobStore jobs, RunSignal signal,
    IEventFeed feed,
    TimeProvider time, ILogger<RunExecution> logger)
{
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(1);
    private const int MostJobs = 200;

    /// <param name="run">One that has just begun.</param>
    /// <param name="stopping">The server ends: what may begin again is broken off.</param>
    /// <param name="late">The server waits no longer: everything is broken off.</param>
    public async Task RunAsync(Run run, CancellationToken stopping, CancellationToken late)
    {
        feed.Changed("runs");
        var runner = runners.Find(run.Target.Kind);
        var outcome = runner is null
            ? RunOutcome.Failed("unknown_kind", $"this server runs no {run.Target.Kind}")
            : await OutcomeAsync(run, runner, runner.MayBeginAgain ? stopping : late);
        try
        {
            await KeepAsync(run, outcome, late);
        }
        finally
        {
            cancellations.Forget(run.Id);
            signal.Raise();
            feed.Changed("runs");
        }
    }

    // Null where it was broken off, and begins again when the server is back.
    private async Task<RunOutcome?> OutcomeAsync(Run run, IRunner runner, CancellationToken broken)
    {
        var canceled = cancellations.Of(run.Id);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(canceled, broken);
        await using var log = new RunLog(run.Id, store, signal, time);
        try
        {
            var outcome = await runner.RunAsync(run, log, either.Token);
            if (outcome.State == JobState.Failed)
            {
                await CancelJobsAsync(run);
            }

            return outcome;
        }
        catch (Exception exception)
        {
            if (canceled.IsCancellationRequested)
            {
                await CancelJobsAsync(run);
                return RunOutcome.Canceled;
            }

            if (broken.IsCancellationRequested)
            {
                return runner.MayBeginAgain ? null : RunOutcome.Failed("interrupted", "the server was stopped while it ran");
            }

            var failed = Failure(run, exception);
            log.Write("error", failed.Error!.Message);
            return failed;
        }
    }

    private RunOutcome Failure(Run run, Exception exception)
    {
        switch (exception)
        {
            case RunException known:
                return RunOutcome.Failed(known.Code, OneLine.Of(known.Message), known.Place);
            case RequestException wrong:
                return RunOutcome.Failed("invalid_request", OneLine.Of(wrong.Message), wrong.Field);
            case QueueRefusedException refused:
                return RunOutcome.Failed("refused", OneLine.Of(refused.Message));
            default:
                Threw(exception, run.Target.Kind, run.Target.Name, run.Id);
                return RunOutcome.Failed("internal", $"the {run.Target.Kind} ended with an error of the server; its log says more");
        }
    }

    // What it has asked for goes with it.
    private async Task CancelJobsAsync(Run run)
    {
        try
        {
            var page = await jobs.ListAsync(
                new JobFilter(MostJobs, Owner: run.Owner, States: [JobState.Waiting, JobState.Running], Source: RunSource.Of(run)),
                CancellationToken.None);
            foreach (var job in page.Jobs)
            {
                await queue.CancelAsync(job.Id);
            }
        }
        catch (QueueRefusedException exception)
        {
            NotCanceled(run.Id, exception.Message);
        }
    }

    // Until the store takes it: an end that is not kept would run everything again.
    private async Task KeepAsync(Run run, RunOutcome? outcome, CancellationToken late)
    {
        while (true)
        {
            try
            {
                await (outcome is null
                    ? store.ReleaseAsync(run.Id, CancellationToken.None)
                    : store.EndAsync(run.Id, outcome, CancellationToken.None));
                return;
            }
            catch (QueueRefusedException exception) when (!late.IsCancellationRequested)
            {
                NotKept(run.Id, exception.Message);
                await Task.Delay(UntilNextTry, time, late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Kind} {Name} threw (run {Id})")]
    private partial void Threw(Exception exception, string kind, string name, string id);

    [LoggerMessage(LogLevel.Warning, "The jobs of run {Id} could not be cancelled with it: {Reason}")]
    private partial void NotCanceled(string id, string reason);

    [LoggerMessage(LogLevel.Warning, "The end of run {Id} could not be kept, and will be tried again: {Reason}")]
    private partial void NotKept(string id, string reason);
}
