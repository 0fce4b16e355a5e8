using Atelier.Host.Automation;
using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store;
using Atelier.Host.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Api.Native;

public class EventTests
{
    [Fact]
    public async Task What_happens_to_a_job_is_told_as_it_happens()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.User, "ann");
        using var events = await EventReader.OpenAsync(client, "/api/v1/events");

        var id = (await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202)).GetProperty("id").GetString()!;
        var waiting = await events.NextAsync("job");
        Assert.Equal((id, "waiting"), (waiting.Data.GetProperty("id").GetString(), waiting.Data.GetProperty("state").GetString()));
        Assert.NotNull(waiting.Id);

        await server.Jobs.LeaseAsync(Some.Worker, default);
        server.Workers.Tell(new WorkerNews.JobsChanged());
        await events.NextAsync("job");
        server.Workers.Progress(id, 1, 4, preview: [1, 2, 3]);
        var moved = await events.NextAsync("progress");
        Assert.Equal((id, 0.25), (moved.Data.GetProperty("jobId").GetString(), moved.Data.GetProperty("fraction").GetDouble()));
        Assert.Equal("data:image/jpeg;base64,AQID", moved.Data.GetProperty("preview").GetString());
        Assert.Null(moved.Id);
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_id_hears_what_was_missed()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.User, "ann");
        var ids = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await client.PostAsync("/api/v1/jobs", new { prompt = $"x{i}" }).JsonAsync(202)).GetProperty("id").GetString());
        }

        using var all = await EventReader.OpenAsync(client, "/api/v1/events", lastEventId: "0");
        var first = await all.NextAsync("job");
        using var rest = await EventReader.OpenAsync(client, "/api/v1/events", lastEventId: first.Id);

        Assert.Equal(ids[0], first.Data.GetProperty("id").GetString());
        Assert.Equal(ids[1], (await rest.NextAsync("job")).Data.GetProperty("id").GetString());
        Assert.Equal(ids[2], (await rest.NextAsync("job")).Data.GetProperty("id").GetString());
    }

    [Fact]
    public async Task One_hears_of_ones_own_jobs_alone()
    {
        await using var server = await ApiServer.StartAsync();
        using var ann = await server.ClientAsync(Role.User, "ann");
        using var bob = await server.ClientAsync(Role.User, "bob");
        using var boss = await server.ClientAsync(Role.Operator, "boss");
        using var heard = await EventReader.OpenAsync(bob, "/api/v1/events");
        using var all = await EventReader.OpenAsync(boss, "/api/v1/events");

        var anns = (await ann.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202)).GetProperty("id").GetString();
        var bobs = (await bob.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202)).GetProperty("id").GetString();

        Assert.Equal(bobs, (await heard.NextAsync("job")).Data.GetProperty("id").GetString());
        Assert.Equal(anns, (await all.NextAsync("job")).Data.GetProperty("id").GetString());
        await bob.GetAsync($"/api/v1/jobs/{anns}/events").ProblemAsync(404);
    }

    [Fact]
    public async Task What_is_not_about_a_jobs_state_is_told_to_its_owner_and_to_operators_and_again_after_a_break()
    {
        await using var server = await ApiServer.StartAsync();
        using var ann = await server.ClientAsync(Role.User, "ann");
        using var bob = await server.ClientAsync(Role.User, "bob");
        using var boss = await server.ClientAsync(Role.Operator, "boss");
        var log = server.Services.GetRequiredService<IEventLog>();
        await log.AppendAsync("plugin.failed", "", """{"id":"mine"}""", default);
        await log.AppendAsync("recipe.published", "ann", """{"name":"hero"}""", default);
        await log.AppendAsync("recipe.published", "bob", """{"name":"other"}""", default);

        using var all = await EventReader.OpenAsync(boss, "/api/v1/events", lastEventId: "0");
        using var anns = await EventReader.OpenAsync(ann, "/api/v1/events", lastEventId: "0");
        using var bobs = await EventReader.OpenAsync(bob, "/api/v1/events", lastEventId: "0");

        var failed = await all.NextAsync("event");
        Assert.Equal(
            ("plugin.failed", "mine"),
            (failed.Data.GetProperty("type").GetString(), failed.Data.GetProperty("data").GetProperty("id").GetString()));
        Assert.True(failed.Data.GetProperty("timestamp").TryGetDateTimeOffset(out _));
        Assert.NotNull(failed.Id);
        Assert.Equal("hero", (await anns.NextAsync("event")).Data.GetProperty("data").GetProperty("name").GetString());
        Assert.Equal("other", (await bobs.NextAsync("event")).Data.GetProperty("data").GetProperty("name").GetString());

        using var again = await EventReader.OpenAsync(boss, "/api/v1/events", lastEventId: failed.Id);
        Assert.Equal("hero", (await again.NextAsync("event")).Data.GetProperty("data").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_plugin_that_fails_while_the_server_runs_is_told()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Operator);
        using var events = await EventReader.OpenAsync(client, "/api/v1/events");
        var before = server.Workers.Inventory!;
        server.Workers.Tell(new WorkerNews.InventoryChanged());

        server.Workers.Inventory =
            before with { Plugins = [.. before.Plugins, before.Plugins[0] with { Id = "mine", State = "failed", Reason = "it throws" }] };
        server.Workers.Tell(new WorkerNews.InventoryChanged());

        var told = (await events.NextAsync("event")).Data;
        Assert.Equal(
            ("plugin.failed", "mine", "it throws"),
            (told.GetProperty("type").GetString(), told.GetProperty("data").GetProperty("id").GetString(),
                told.GetProperty("data").GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Lists_that_change_are_told_to_all()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        using var events = await EventReader.OpenAsync(client, "/api/v1/events");

        await client.PostEmptyAsync("/api/v1/queue/pause").JsonAsync();

        Assert.Equal("queue", (await events.NextAsync("changed")).Data.GetProperty("topic").GetString());
    }

    [Fact]
    public async Task One_job_is_told_of_until_it_is_over()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        var id = (await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202)).GetProperty("id").GetString();
        using var events = await EventReader.OpenAsync(client, $"/api/v1/jobs/{id}/events");
        Assert.Equal("waiting", (await events.NextAsync("job")).Data.GetProperty("state").GetString());

        await client.PostEmptyAsync($"/api/v1/jobs/{id}/cancel").JsonAsync();

        Assert.Equal("canceled", (await events.NextAsync("job")).Data.GetProperty("state").GetString());
        Assert.True(await events.EndsAsync());
    }

    [Fact]
    public async Task A_stream_ends_with_its_key()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        using var events = await EventReader.OpenAsync(client, "/api/v1/events");
        var keys = server.Services.GetRequiredService<KeyRing>();

        await keys.RemoveAsync((await keys.ListAsync(default))[0].Id, default);

        Assert.True(await events.EndsAsync());
    }

    [Fact]
    public async Task A_stream_that_has_nothing_to_tell_shows_every_fifteen_seconds_that_it_lives()
    {
        var time = new ManualTime();
        await using var server = await ApiServer.StartAsync(replace: services => services.AddSingleton<TimeProvider>(time));
        using var client = await server.ClientAsync();
        await using var stream = await client.GetStreamAsync("/api/v1/events");
        using var reader = new StreamReader(stream);
        Assert.Equal("retry: 2000", await reader.ReadLineAsync());
        Assert.Equal("", await reader.ReadLineAsync());

        var passed = 0;
        for (var line = reader.ReadLineAsync(); !line.IsCompleted; passed++)
        {
            Assert.True(passed < 300);
            time.Pass(1);
            await Task.WhenAny(line, Task.Delay(100));
            if (line.IsCompleted)
            {
                Assert.Equal(":", await line);
            }
        }

        Assert.True(passed >= 15);
    }

    [Fact]
    public async Task An_id_that_is_none_is_refused()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        client.DefaultRequestHeaders.Add("Last-Event-ID", "x");

        await client.GetAsync("/api/v1/events").ProblemAsync(400);
    }
}
