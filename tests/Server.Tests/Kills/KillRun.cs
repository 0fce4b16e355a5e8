using System.Diagnostics;

namespace Atelier.Server.Tests.Kills;

/// <summary>
/// Kills a server, its worker, or both, at random moments while jobs are accepted over HTTP; starts again on the same data; in the end
/// looks at what became of every job that was accepted.
/// </summary>
/// <param name="kills">How often.</param>
/// <param name="seed">Decides the moments and the victims.</param>
/// <param name="say">Told what happens.</param>
internal sealed class KillRun(int kills, int seed, Action<string> say)
{
    private const int MostJobs = 10;
    private const int LongestMoment = 400;

    // Kills come faster here than in any life: what is counted is jobs, not patience.
    private static readonly string[] Arguments = ["--server:attempts=100", "--server:requestsPerSecond=100000"];

    public async Task<KillCounts> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var random = new Random(seed);
        var data = Directory.CreateTempSubdirectory("atelier-kills-").FullName;
        RunningServer? server = null;
        try
        {
            server = await RunningServer.StartAsync(data, Arguments);
            await using var accepting = new JobStream(() => server, random.Next());
            for (var kill = 1; kill <= kills; kill++)
            {
                // One in four comes while it starts, the others while it works, however slow the machine is.
                await accepting.MoreAsync(random.Next(4) == 0 ? 0 : random.Next(1, MostJobs));
                await Task.Delay(random.Next(LongestMoment));
                if (random.Next(3) == 0 && Signals.ChildrenOf(server.Process.Id) is [var worker, ..])
                {
                    Signals.Send("KILL", worker);
                    say($"kill {kill}: the worker, {accepting.Accepted} accepted");
                    continue;
                }

                // The worker of a server that is killed alone sees that, hands its job back and ends by itself.
                var both = random.Next(2) == 0;
                server.Process.Kill(entireProcessTree: both);
                await server.Process.WaitForExitAsync();
                say($"kill {kill}: the server{(both ? " and its worker" : "")}, {accepting.Accepted} accepted");
                await server.DisposeAsync();
                server = await RunningServer.StartAsync(data, Arguments);
            }

            await accepting.StopAsync();
            using var store = new ServerStore(data);
            return await new Verdict(store, data, accepting).ReachAsync(say) with { Kills = kills, Time = Stopwatch.GetElapsedTime(began) };
        }
        finally
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            Directory.Delete(data, recursive: true);
        }
    }
}
