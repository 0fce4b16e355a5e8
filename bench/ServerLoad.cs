using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;

namespace Atelier.Bench;

/// <summary>
/// Claim: while a generation runs, status and list calls at 200 a second for a minute hold p99 &lt; 50 ms, and with 10 000 jobs waiting a
/// job is accepted within 20 ms (p99). The server, its worker and this client share the machine's cores.
/// </summary>
internal static class ServerLoad
{
    private const double CallPromise = 50;
    private const double EnqueuePromise = 20;
    private const double EnqueueRate = 50;
    private const int EnqueueCount = 1000;
    private const int Fillers = 8;
    private const int FlushCount = 300;
    private const int FlushBytes = 64 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Command()
    {
        var program =
            new Option<string>("--program") { Description = "The atelier command.", DefaultValueFactory = _ => AtelierProcess.Program };
        var rate = new Option<int>("--rate") { Description = "Calls a second.", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 60 };
        var waiting = new Option<int>("--waiting") { Description = "Jobs that wait.", DefaultValueFactory = _ => 10_000 };
        var data = new Option<string>("--data")
        {
            Description = "Where the server's folder is made: /dev/shm leaves the disk out.",
            DefaultValueFactory = _ => Path.GetTempPath(),
        };
        var command = new Command("server-load", "Answers of a server under load, while a generation runs.")
        {
            program,
            rate,
            seconds,
            waiting,
            data,
        };
        command.SetAction(result => RunAsync(
            result.GetValue(program)!, result.GetValue(data)!, result.GetValue(rate), result.GetValue(seconds), result.GetValue(waiting)));
        return command;
    }

    private static async Task<int> RunAsync(string program, string data, int rate, int seconds, int waiting)
    {
        // Filling the queue is not what is measured, so neither key nor owner is held back.
        await using var server =
            await ServerProcess.StartAsync(program, data, "--server:requestsPerSecond=100000", "--server:waitingPerOwner=100000");
        using var client = await server.ClientAsync();
        var running = await StartGenerationAsync(client);

        // What is compiled while it first runs is not what is measured either.
        await CallsAsync(client, running, rate, rate * 5);
        var calls = await CallsAsync(client, running, rate, rate * seconds);
        var passed = Tell($"{rate} calls a second for {seconds} s", calls, CallPromise);
        var busy = await StateAsync(client, running);

        await Parallel.ForAsync(
            0, waiting, new ParallelOptions { MaxDegreeOfParallelism = Fillers }, async (_, _) => (await EnqueueAsync(client)).Dispose());
        var enqueues = await Latencies.MeasureAsync(EnqueueRate, EnqueueCount, _ => EnqueueAsync(client));
        Console.WriteLine($"      one flush of that disk: {Flushes(data)}");
        passed &= Tell($"accepting a job, {waiting} waiting", enqueues, EnqueuePromise);
        passed &= Tell($"{rate} calls a second, {waiting} waiting", await CallsAsync(client, running, rate, rate * 10), CallPromise);
        Console.WriteLine($"the generation was {busy} after the calls and is {await StateAsync(client, running)} now");
        return passed ? 0 : 1;
    }

    private static Task<Latencies> CallsAsync(HttpClient client, string job, int rate, int count)
    {
        string[] paths = ["/api/v1/status", "/api/v1/jobs?limit=50", $"/api/v1/jobs/{job}", "/api/v1/pictures?limit=50"];
        return Latencies.MeasureAsync(rate, count, i => client.GetAsync(paths[i % paths.Length]));
    }

    private static Task<HttpResponseMessage> EnqueueAsync(HttpClient client) =>
        client.PostAsJsonAsync("/api/v1/jobs", new { prompt = "a house by a lake", steps = 20 });

    /// <summary>What accepting a job cannot be faster than: it is on the disk before it is accepted.</summary>
    private static Latencies Flushes(string data)
    {
        var path = Path.Combine(data, Path.GetRandomFileName());
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var block = new byte[FlushBytes];
        var times = Enumerable.Range(0, FlushCount).Select(_ => Measure.Seconds(() =>
        {
            file.Write(block);
            file.Flush(flushToDisk: true);
        }) * 1000);
        return new Latencies([.. times.Order()], new Dictionary<string, int>());
    }

    /// <summary>A job that outlasts the measuring: many pictures one after another.</summary>
    private static async Task<string> StartGenerationAsync(HttpClient client)
    {
        using var answer =
            await client.PostAsJsonAsync(
                "/api/v1/jobs", new { prompt = "a sailboat on the sea at noon", steps = 150, count = 40, priority = 10 });
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"the job was refused: {body}");
        }

        using var job = JsonDocument.Parse(body);
        var id = job.RootElement.GetProperty("id").GetString()!;
        using var limit = new CancellationTokenSource(Patience);
        while (await StateAsync(client, id) != "running")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }

        return id;
    }

    private static async Task<string> StateAsync(HttpClient client, string id)
    {
        using var job = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/jobs/{id}"));
        return job.RootElement.GetProperty("state").GetString()!;
    }

    private static bool Tell(string what, Latencies latencies, double promise)
    {
        var passed = latencies.Errors.Count == 0 && latencies.Percentile(99) < promise;
        Console.WriteLine($"{(passed ? "PASS" : "FAIL")}  {what}: {latencies}   (promised: p99 < {promise} ms)");
        return passed;
    }
}
