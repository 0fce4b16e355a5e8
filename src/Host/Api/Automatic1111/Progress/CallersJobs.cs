using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Progress;

/// <summary>AUTOMATIC1111 has one job at a time. Here it is the caller's own, of those that came through this API.</summary>
internal sealed class CallersJobs(IJobStore jobs)
{
    private const int Most = 200;

    /// <summary>The running ones, oldest first.</summary>
    public Task<IReadOnlyList<Job>> RunningAsync(Caller caller, CancellationToken cancellation) =>
        ListAsync(caller, JobState.Running, cancellation);

    /// <summary>The waiting ones, oldest first.</summary>
    public Task<IReadOnlyList<Job>> WaitingAsync(Caller caller, CancellationToken cancellation) =>
        ListAsync(caller, JobState.Waiting, cancellation);

    /// <summary>The one that is made, else the one that is next; null where there is none.</summary>
    public async Task<Job?> CurrentAsync(Caller caller, CancellationToken cancellation) =>
        (await RunningAsync(caller, cancellation)).FirstOrDefault() ?? (await WaitingAsync(caller, cancellation)).FirstOrDefault();

    private async Task<IReadOnlyList<Job>> ListAsync(Caller caller, JobState state, CancellationToken cancellation)
    {
        var page = await jobs.ListAsync(
            new JobFilter(Most, Owner: caller.Name, States: [state], Source: Automatic1111Api.Source), cancellation);
        return [.. page.Jobs.Reverse()];
    }
}
