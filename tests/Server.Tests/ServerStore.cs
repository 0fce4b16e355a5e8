using System.Security.Cryptography;
using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Store.Files;
using Atelier.Host.Store.Sqlite;
using Atelier.Jobs;

namespace Atelier.Server.Tests;

/// <summary>A running server's store, seen from outside: the same database and files.</summary>
internal sealed class ServerStore : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly SqliteDatabase _database;
    private readonly Ulids _ids = new(TimeProvider.System, RandomNumberGenerator.Fill);

    public ServerStore(string data)
    {
        var folder = new DataFolder(data);
        _database = SqliteDatabase.Open(folder, check: false);
        Jobs = new SqliteJobStore(_database, TimeProvider.System);
        Pictures = new SqlitePictureStore(_database);
        Files = new PictureFiles(folder, TimeProvider.System, _ids);
    }

    public SqliteJobStore Jobs { get; }

    public SqlitePictureStore Pictures { get; }

    public PictureFiles Files { get; }

    /// <summary>A request that takes a moment.</summary>
    public static GenerationRequest Small(ulong seed = 1) => new()
    {
        Prompt = "a lighthouse in a storm",
        Model = "starter",
        Width = 64,
        Height = 64,
        Steps = 2,
        Seed = seed,
    };

    /// <summary>A request that takes many seconds.</summary>
    public static GenerationRequest Long() => Small() with { Width = 256, Height = 256, Steps = 150 };

    /// <summary>A kept file.</summary>
    public async Task<byte[]> ReadAsync(string hash)
    {
        using var content = new MemoryStream();
        await using var file = Files.Open(hash)!;
        await file.CopyToAsync(content);
        return content.ToArray();
    }

    /// <summary>Queues a job.</summary>
    public Task<Job> AddAsync(GenerationRequest request) => Jobs.AddAsync(
        new NewJob(_ids.Next(), "somebody", "test", request, 0, null, "", new WaitingLimits(1000, 1000)), CancellationToken.None);

    /// <summary>Waits for a job to be as it should.</summary>
    public async Task<Job> WaitAsync(string id, Func<Job, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var job = await Jobs.FindAsync(id, CancellationToken.None);
            if (job is not null && isSo(job))
            {
                return job;
            }

            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"job {id} is {job}");
            }

            await Task.Delay(Glance);
        }
    }

    /// <summary>Waits for a job to be over.</summary>
    public Task<Job> EndOfAsync(Job job) => WaitAsync(job.Id, now => now.IsOver);

    public void Dispose() => _database.Dispose();
}
