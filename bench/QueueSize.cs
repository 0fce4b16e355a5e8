using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Jobs;
using Dapper;

namespace Atelier.Bench;

/// <summary>What the store's calls cost with many waiting jobs, beside a bare write to the same disk.</summary>
internal static class QueueSize
{
    private const int Page = 200;

    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { Description = "Calls of each kind", DefaultValueFactory = _ => 500 };
        var command = new Command("queue-size", "Accept, list, count and lease with 10 000 and 100 000 waiting jobs") { rounds };
        command.SetAction(async (parsed, _) => await RunAsync(parsed.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("atelier-bench-").FullName;
        try
        {
            using var database = SqliteDatabase.Open(new DataFolder(folder));
            var store = new SqliteJobStore(database, TimeProvider.System);
            var ids = new Ulids(TimeProvider.System, RandomNumberGenerator.Fill);
            await TellAsync("write 4 KiB and flush, no database", rounds, _ => FlushAsync(folder));
            foreach (var waiting in (int[])[0, 10_000, 100_000])
            {
                await FillAsync(database, ids, waiting);
                Console.WriteLine($"{waiting} jobs wait");
                await MeasureAsync(store, ids, rounds);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(SqliteJobStore store, Ulids ids, int rounds)
    {
        var none = CancellationToken.None;
        await TellAsync("accept a job", rounds, _ => store.AddAsync(Job(ids.Next(), "owner1"), none));
        await TellAsync("count", rounds, _ => store.CountAsync(none));
        await TellAsync("list 200", rounds / 5, _ => store.ListAsync(new JobFilter(Page), none));
        await TellAsync("list 200 of an owner that wait or run", rounds / 5,
            _ => store.ListAsync(new JobFilter(Page, Owner: "owner1", States: [JobState.Waiting, JobState.Running]), none));
        await TellAsync("search a word that none has", rounds / 20, _ => store.ListAsync(new JobFilter(Page, Text: "nowhere"), none));
        var page = await store.ListAsync(new JobFilter(Page), none);
        await TellAsync("places of 200 in the queue", rounds / 5, _ => store.PositionsAsync([.. page.Jobs.Select(job => job.Id)], none));
        await TellAsync("lease a job", rounds / 5, _ => store.LeaseAsync("bench", none));
    }

    private static NewJob Job(string id, string owner)
    {
        var request = new GenerationRequest
        {
            Prompt = "a lighthouse in a storm, oil on canvas, " + id,
            Model = "starter",
            Seed = 1,
            Steps = 20,
            Width = 512,
            Height = 512,
        };
        return new NewJob(id, owner, "bench", request, 0, id, StoredRequest.Fingerprint(request), new WaitingLimits(1_000_000, 1_000_000));
    }

    // In one transaction; the queue's own way would flush the disk for each.
    private static Task FillAsync(SqliteDatabase database, Ulids ids, int waiting) => database.WriteAsync(
        connection =>
        {
            var there = connection.QuerySingle<int>("SELECT count(*) FROM jobs WHERE state = 0");
            return connection.Execute(
                """
                INSERT INTO jobs (id, owner, source, state, priority, model, search, request, idempotency_key, fingerprint, created_at)
                VALUES (@Id, @Owner, @Source, 0, 0, 'starter', lower(@Request), @Request, @Id, @Fingerprint, 0)
                """,
                Enumerable.Range(0, Math.Max(0, waiting - there)).Select(i => Job(ids.Next(), "owner" + (i % 20))).Select(job => new
                {
                    job.Id, job.Owner, job.Source, Request = StoredRequest.Write(job.Request), job.Fingerprint,
                }));
        },
        CancellationToken.None);

    private static async Task<bool> FlushAsync(string folder)
    {
        await using var stream = new FileStream(Path.Combine(folder, "bare"), FileMode.Append);
        stream.Write(new byte[4096]);
        stream.Flush(flushToDisk: true);
        return true;
    }

    private static async Task TellAsync<T>(string what, int rounds, Func<int, Task<T>> call)
    {
        var times = new double[Math.Max(5, rounds)];
        for (var i = 0; i < times.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await call(i);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"  {what,-40} median {times[times.Length / 2],8:0.00} ms   p99 {times[(int)(times.Length * 0.99)],8:0.00} ms");
    }
}
