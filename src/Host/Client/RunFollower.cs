using System.Text.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Client;

/// <summary>
/// Waits for a run and tells what it says: by its events, and where these break off (a proxy, a server that starts anew), by asking again.
/// </summary>
internal sealed class RunFollower(AtelierClient client, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="said">Hears each line once.</param>
    /// <returns>The run, over.</returns>
    /// <exception cref="IOException">The server was gone for too long.</exception>
    public async Task<RunView> FollowAsync(string id, Action<RunLogLine> said, CancellationToken cancellation)
    {
        var after = -1;
        for (long? goneSince = null; ;)
        {
            try
            {
                await foreach (var item in client.EventsAsync($"runs/{id}/log/events?after={after}", cancellation))
                {
                    goneSince = null;
                    if (item.EventType == "line")
                    {
                        var line = Read<RunLogLine>(item.Data);
                        after = line.Position;
                        said(line);
                    }
                    else if (item.EventType == "run")
                    {
                        return Read<RunView>(item.Data);
                    }
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

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, ClientJson.Options) ?? throw new IOException("an event of the server says nothing");
}
