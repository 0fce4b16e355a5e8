using System.Security.Cryptography;
using Atelier.Host.Store;
using Atelier.Jobs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Server.Tests.Kills;

/// <summary>Looks at what is left after the kills.</summary>
internal sealed class Verdict(ServerStore store, string data, JobStream jobs)
{
    /// <summary>Waits until every accepted job is over, and counts what is wrong.</summary>
    public async Task<KillCounts> ReachAsync(Action<string> say)
    {
        var ended = await EndedAsync();
        var events = await EventsAsync();
        var pictures = await PicturesAsync();
        var (lost, twice) = (0, 0);
        foreach (var (key, ids) in jobs.Ids)
        {
            var id = ids.Keys.First();
            var job = ended[id];
            var expected = job?.Request.BatchSize ?? 0;
            var made = pictures.Count(picture => picture.JobId == id);
            if (job is not { State: JobState.Succeeded } || made < expected)
            {
                lost++;
                say($"lost: {key} is {job?.State.ToString() ?? "not there"} with {made} of {expected} pictures: {job?.Error}");
            }

            if (ids.Count > 1 || made > expected || events.Count(happened => happened.JobId == id && happened.Type == "job.succeeded") > 1)
            {
                twice++;
                say($"twice: {key} has {ids.Count} ids and {made} of {expected} pictures");
            }
        }

        return new KillCounts(0, jobs.Accepted, lost, twice, await HalfWrittenAsync(pictures, say), default);
    }

    private async Task<Dictionary<string, Job?>> EndedAsync()
    {
        // In the queue's order, so that each is waited for only from the one before it on, however many wait.
        var ended = new Dictionary<string, Job?>();
        foreach (var id in jobs.Ids.Values.SelectMany(ids => ids.Keys).Order(StringComparer.Ordinal))
        {
            ended[id] = await store.Jobs.FindAsync(id, CancellationToken.None) is { } job ? await store.EndOfAsync(job) : null;
        }

        return ended;
    }

    private async Task<List<StoredEvent>> EventsAsync()
    {
        var all = new List<StoredEvent>();
        while (await store.Jobs.EventsAsync(all.Count == 0 ? 0 : all[^1].Sequence, 1000, CancellationToken.None) is { Count: > 0 } some)
        {
            all.AddRange(some);
        }

        return all;
    }

    private async Task<List<StoredPicture>> PicturesAsync()
    {
        var all = new List<StoredPicture>();
        string? next = null;
        do
        {
            var page = await store.Pictures.ListAsync(new PictureFilter(200, next), CancellationToken.None);
            all.AddRange(page.Pictures);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }

    private async Task<int> HalfWrittenAsync(List<StoredPicture> pictures, Action<string> say)
    {
        var wrong = 0;
        foreach (var hash in pictures.SelectMany(picture => new[] { picture.Hash, picture.Thumbnail }).Distinct())
        {
            await using var file = store.Files.Open(hash);
            wrong += file is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(file)) == hash ? 0 : 1;
        }

        // Whatever can be asked for by its name is whole, also what no picture names any more.
        foreach (var file in Directory.EnumerateFiles(new DataFolder(data).Pictures, "*", SearchOption.AllDirectories).Where(IsVisible))
        {
            await using var content = File.OpenRead(file);
            var name = Path.GetFileName(Path.GetDirectoryName(file)) + Path.GetFileName(file);
            wrong += name.StartsWith(Convert.ToHexStringLower(await SHA256.HashDataAsync(content)), StringComparison.Ordinal) ? 0 : 1;
        }

        using var database = new SqliteConnection($"Data Source={new DataFolder(data).Database}");
        var integrity = database.QuerySingle<string>("PRAGMA integrity_check");
        if (integrity != "ok")
        {
            say($"integrity_check: {integrity}");
        }

        return wrong + (integrity == "ok" ? 0 : 1);
    }

    private static bool IsVisible(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.'));
}
