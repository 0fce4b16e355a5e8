using Atelier.DiscordBot.Client;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>Shows a job in its message until it is over.</summary>
internal sealed class JobFollowing(IFrontEndHost host, IDiscordApi api, FollowingStore store)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.5);

    /// <returns>The following as it has become, and the job; null where the server does not know it.</returns>
    public async Task<(Following Following, Job? Job)> FollowAsync(Following following, string jobId, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = new JobReading(host, jobId);
        var over = reading.ReadAsync(ending.Token);
        var showing = new ProgressShowing(host, api, store, following);
        try
        {
            await Task.WhenAny(over, reading.First);
            while (!over.IsCompleted)
            {
                await showing.ShowAsync(reading.Newest!, stop);
                await Task.WhenAny(over, Task.Delay(Pace, host.Time, ending.Token));
            }

            return (showing.Following, await over);
        }
        finally
        {
            await ending.CancelAsync();
            await ((Task)over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
