using System.Text.Json;
using Atelier.Host.Store;
using Atelier.Jobs;
using Atelier.Support.Publishing;

namespace Atelier.Server.Tests.Automation;

/// <summary>A recipe's run whose server is killed, twice: while it makes pictures, and while it publishes them.</summary>
public sealed class RecipeKillTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Arguments = ["--publishing:allow=127.0.0.1/32"];

    [Fact]
    public async Task It_goes_on_makes_nothing_twice_publishes_once_and_tells_of_it_once()
    {
        var data = Directory.CreateTempSubdirectory("atelier-recipe-").FullName;
        await using var target = await PutServer.StartAsync();

        // The last that is put is the index, after two files: it arrives, and the answer never does.
        (target.Fault, target.FailFrom) = (PutFault.Hang, 2);
        string run;
        IReadOnlyList<Job> first;
        await using (var server = await RunningServer.StartAsync(data, Arguments))
        {
            using var client = server.Client();
            run = await BeginAsync(client, target);
            first = await JobsAsync(data, run, jobs => jobs.Any(job => job.State == JobState.Succeeded));
            await server.KillAsync();
        }

        Assert.Equal(3, first.Count);
        Assert.Contains(first, job => job.State != JobState.Succeeded);
        await using (var server = await RunningServer.StartAsync(data, Arguments))
        {
            await UntilAsync(() => target.Objects.ContainsKey("hero.json"));
            await server.KillAsync();
        }

        target.FailFrom = null;
        await using (var server = await RunningServer.StartAsync(data, Arguments))
        {
            using var client = server.Client();
            var over = await client.EndOfRunAsync(run);
            Assert.True(over.GetProperty("state").GetString() == "succeeded", over.GetRawText());
            Assert.Equal(3, over.GetProperty("attempts").GetInt32());
            Assert.Equal(3, over.GetProperty("result").GetProperty("made").GetInt32());

            var history = await client.CallAsync(HttpMethod.Get, "/api/v1/published/hero");
            Assert.Equal(run, Assert.Single(history.GetProperty("publications").EnumerateArray()).GetProperty("version").GetString());
            await server.KillAsync();
        }

        // What was made before the first kill is still what it was; nothing was made beside.
        var last = await JobsAsync(data, run, jobs => jobs.All(job => job.State == JobState.Succeeded));
        Assert.Equal(first.Select(job => job.Id), last.Select(job => job.Id));
        Assert.All(last, job => Assert.Single(job.Pictures));
        foreach (var made in first.Where(job => job.State == JobState.Succeeded))
        {
            Assert.Equal(made.Pictures, last.Single(job => job.Id == made.Id).Pictures);
        }

        Assert.Equal(run, JsonElement.Parse(target.Objects["hero.json"].Bytes).GetProperty("version").GetString());
        Assert.All(target.Objects.Keys,
            path => Assert.True(path == "hero.json" || path.StartsWith($"hero/{run}/", StringComparison.Ordinal), path));
        using (var store = new ServerStore(data))
        {
            var events =
                (await store.Jobs.EventsAsync(0, 1000, CancellationToken.None)).Where(
                    happened => happened.Type.StartsWith("recipe.", StringComparison.Ordinal));
            Assert.Equal(
                ["recipe.started", "recipe.started", "recipe.started", "recipe.published", "recipe.succeeded"],
                events.Select(happened => happened.Type));
        }

        Directory.Delete(data, recursive: true);
    }

    private static async Task<string> BeginAsync(HttpClient client, PutServer target)
    {
        var text = $$"""
            generate:
              prompt: a lighthouse
              width: 128
              height: 128
              steps: 4
              variants: [ { prompt: a lighthouse at dawn }, { prompt: a lighthouse at noon, steps: 100 }, { prompt: a lighthouse at dusk } ]
            post: { formats: [webp, jpeg] }
            publish:
              - { kind: http, url: {{target.Url}} }
            """;
        await client.CallAsync(HttpMethod.Put, "/api/v1/recipes/hero", new { text });
        return (await client.CallAsync(HttpMethod.Post, "/api/v1/runs", new { kind = "recipe", name = "hero" })).GetProperty("id")
            .GetString()!;
    }

    private static async Task<IReadOnlyList<Job>> JobsAsync(string data, string run, Func<IReadOnlyList<Job>, bool> isSo)
    {
        using var store = new ServerStore(data);
        IReadOnlyList<Job> jobs = [];
        await UntilAsync(
            async () => isSo(
                jobs = [.. (await store.Jobs.ListAsync(new JobFilter(100, Source: $"run:{run}"), CancellationToken.None)).Jobs.OrderBy(
                    job => job.Id, StringComparer.Ordinal)]));
        return jobs;
    }

    private static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await isSo())
        {
            await Task.Delay(Glance, limit.Token);
        }
    }
}
