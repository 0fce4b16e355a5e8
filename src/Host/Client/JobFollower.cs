using System.Text.Json;
using Atelier.Host.Api.Native.Contracts;

namespace Atelier.Host.Client;

/// <summary>Waits for a job: by its events, and where these break off (a proxy, a server that starts anew), by asking again.</summary>
internal sealed class JobFollower(AtelierClient client, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="progressed">Hears how far it is.</param>
    /// <returns>The job, over.</returns>
    /// <exception cref="IOException">The server was gone for too long.</exception>
    public async Task<JobView> FollowAsync(string id, Action<ProgressEvent> progressed, CancellationToken cancellation)
    {
        for (long? goneSince = null; ;)
        {
            try
            {
                if (await HearAsync(id, progressed, () => goneSince = null, cancellation) is { } over)
                {
                    return over;
                }
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                goneSince ??= time.GetTimestamp();
                if (time.GetElapsedTime(goneSince.Value) >= Patience)
                {
                    throw;
                }
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private async Task<JobView?> HearAsync(string id, Action<ProgressEvent> progressed, Action heard, CancellationToken cancellation)
    {
        await foreach (var item in client.EventsAsync($"jobs/{id}/events", cancellation))
        {
            heard();
            if (item.EventType == "progress")
            {
                progressed(Read<ProgressEvent>(item.Data));
            }
            else if (item.EventType == "job"
                && Read<JobView>(item.Data) is { State: not (Jobs.JobState.Waiting or Jobs.JobState.Running) } over)
            {
                return over;
            }
        }

        return null;
    }

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, ClientJson.Options) ?? throw new IOException("an event of the server says nothing");
}
