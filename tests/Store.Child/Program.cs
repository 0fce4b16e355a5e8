using System.Security.Cryptography;
using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Store.Files;
using Atelier.Host.Store.Sqlite;
using Atelier.Jobs;

// A process that uses a store until it is killed, or under a disk that tests must not have for themselves. It prints what it was promised.
var data = new DataFolder(Path.GetFullPath(args[1]));
var none = CancellationToken.None;
try
{
    using var database = SqliteDatabase.Open(data);
    var store = new SqliteJobStore(database, TimeProvider.System);
    var ids = new Ulids(TimeProvider.System, RandomNumberGenerator.Fill);
    var files = new PictureFiles(data, TimeProvider.System, ids);
    await (args[0] switch
    {
        "work" => WorkAsync(),
        "fill" => FillAsync(),
        _ => throw new ArgumentException(args[0]),
    });

    // Accepts jobs and makes some of them, for ever.
    async Task WorkAsync()
    {
        var worker = "worker-" + Environment.ProcessId;
        foreach (var running in await store.RunningAsync(none))
        {
            await store.ExpireAsync(running.Lease, "killed", 1000, none);
        }

        Say("ready");
        while (true)
        {
            Say("accepted " + (await store.AddAsync(Job(64), none)).Id);
            if (await store.LeaseAsync(worker, none) is { } leased)
            {
                var file = RandomNumberGenerator.GetBytes(20_000);
                var hash = await files.PutAsync(file, none);
                if (await store.SucceedAsync(
                    leased.Lease, [new NewPicture(ids.Next(), hash, hash, "png", 8, 8, file.Length, 1, "{}", "")], none))
                {
                    Say("done " + leased.Lease.JobId);
                }
            }
        }
    }

    // Fills the disk beside the database, and tells what happens before and after there is room again.
    async Task FillAsync()
    {
        var ballast = Path.Combine(data.Path, "ballast");
        Say("before " + await TryAsync());
        await using (var stream = new FileStream(ballast, FileMode.CreateNew))
        {
            try
            {
                while (true)
                {
                    stream.Write(new byte[4096]);
                    stream.Flush();
                }
            }
            catch (IOException)
            {
                Say("full");
            }
        }

        Say("during " + await TryAsync());
        Say("temporary files " + Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories)
            .Count(path => path.Contains(".tmp", StringComparison.Ordinal)));
        File.Delete(ballast);
        Say("after " + await TryAsync());
        Say("waiting " + (await store.CountAsync(none)).Waiting);
    }

    async Task<string> TryAsync() =>
        $"{await AttemptAsync(() => store.AddAsync(Job(200_000), none))} {await AttemptAsync(() => files.PutAsync(RandomNumberGenerator.GetBytes(200_000), none))}";

    NewJob Job(int size)
    {
        var request = new GenerationRequest { Prompt = new string('x', size), Model = "starter", Seed = 1 };
        return new NewJob(
            ids.Next(), "ann", "api", request, 0, null, StoredRequest.Fingerprint(request), new WaitingLimits(1_000_000, 1_000_000));
    }
}
catch (StoreException exception)
{
    Say("refused " + exception.Message);
}

static async Task<string> AttemptAsync<T>(Func<Task<T>> attempt)
{
    try
    {
        await attempt();
        return "ok";
    }
    catch (QueueRefusedException exception)
    {
        return exception.Reason.ToString();
    }
}

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
