using System.Text.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Api.Native;

public sealed class ScheduleTests : IAsyncLifetime
{
    private const string Target = """{"kind":"dance","name":"waltz","arguments":{"bars":3}}""";
    private readonly PretendRunner _runner = new("dance");
    private ApiServer _server = null!;
    private HttpClient _operator = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync(replace: services => services.AddSingleton<IRunner>(_runner));
        _operator = await _server.ClientAsync(Role.Operator, "olga");
    }

    public async Task DisposeAsync()
    {
        _operator.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_schedule_is_made_shown_changed_and_removed()
    {
        var made = await _operator.PostTextAsync(
            "/api/v1/schedules",
            $$"""{"name":"dawn","target":{{Target}},"cron":"0 7 * * *","zone":"Europe/Berlin","missed":"all","overlap":"queue","jitter":"5m"}""").JsonAsync(201);
        Assert.Equal(("dawn", "all", "queue", "5m", "olga", false), (
            Text(made, "name"), Text(made, "missed"), Text(made, "overlap"), Text(made, "jitter"), Text(made, "owner"),
            made.GetProperty("paused").GetBoolean()));
        Assert.Equal("waltz", Text(made.GetProperty("target"), "name"));
        Assert.Equal(3, made.GetProperty("target").GetProperty("arguments").GetProperty("bars").GetInt32());
        Assert.Contains("T07:00:00+0", Text(made, "next"));

        var changed = await _operator.PutAsync("/api/v1/schedules/dawn", Json($$"""{"target":{{Target}},"every":"90m"}""")).JsonAsync();
        Assert.Equal(
            ("90m", "once", "skip", "0s"),
            (Text(changed, "every"), Text(changed, "missed"), Text(changed, "overlap"), Text(changed, "jitter")));
        Assert.False(changed.TryGetProperty("cron", out _));
        Assert.Equal("dawn", Text((await _operator.GetAsync("/api/v1/schedules").JsonAsync()).EnumerateArray().Single(), "name"));

        await _operator.PostTextAsync("/api/v1/schedules", $$"""{"name":"dawn","target":{{Target}},"every":"1h"}""").ProblemAsync(409);
        await _operator.PutAsync("/api/v1/schedules/dusk", Json($$"""{"target":{{Target}},"every":"90m"}""")).ProblemAsync(404);
        await _operator.DeleteAsync("/api/v1/schedules/dawn").JsonAsync(204);
        await _operator.DeleteAsync("/api/v1/schedules/dawn").ProblemAsync(404);
        await _operator.GetAsync("/api/v1/schedules/dawn").ProblemAsync(404);
    }

    [Fact]
    public async Task The_next_times_are_shown_with_what_clocks_do_to_them()
    {
        var body = $$"""{"target":{{Target}},"cron":"30 2 28 3 *","zone":"Europe/Berlin","from":"2027-01-01T00:00:00Z"}""";
        var preview = await _operator.PostTextAsync("/api/v1/schedules/next?count=2", body).JsonAsync();
        var first = preview[0];
        Assert.Equal(("2027-03-28T03:00:00+02:00", 2), (Text(first, "dueAt"), preview.GetArrayLength()));
        Assert.Contains("clocks skip", Text(first, "note"));
        Assert.False(preview[1].TryGetProperty("note", out _));

        await _operator.PostTextAsync("/api/v1/schedules", body.Insert(1, "\"name\":\"gap\",")).JsonAsync(201);
        Assert.Equal(
            "2027-03-28T03:00:00+02:00", Text((await _operator.GetAsync("/api/v1/schedules/gap/next?count=1").JsonAsync())[0], "dueAt"));
        Assert.Equal(10, (await _operator.GetAsync("/api/v1/schedules/gap/next").JsonAsync()).GetArrayLength());
        Assert.Equal("count", Text(await _operator.GetAsync("/api/v1/schedules/gap/next?count=0").ProblemAsync(400), "field"));
    }

    [Fact]
    public async Task It_is_run_now_paused_and_resumed_and_its_history_tells()
    {
        await _operator.PostTextAsync("/api/v1/schedules", $$"""{"name":"dawn","target":{{Target}},"every":"1h"}""").JsonAsync(201);

        var run = await _operator.PostEmptyAsync("/api/v1/schedules/dawn/run").JsonAsync(202);
        await _server.Services.GetRequiredService<IRunQueue>().WaitAsync(Text(run, "id")!, default).WaitAsync(TimeSpan.FromSeconds(20));

        var entry = (await _operator.GetAsync("/api/v1/schedules/dawn/history").JsonAsync()).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(
            ("manual", Text(run, "id"), "succeeded"),
            (Text(entry, "outcome"), Text(entry, "runId"), Text(entry.GetProperty("run"), "state")));
        Assert.Equal("waltz", _runner.Begun.Single().Target.Name);
        Assert.Equal("succeeded", Text((await _operator.GetAsync("/api/v1/schedules/dawn").JsonAsync()).GetProperty("lastRun"), "state"));

        var paused = await _operator.PostEmptyAsync("/api/v1/schedules/dawn/pause").JsonAsync();
        Assert.True(paused.GetProperty("paused").GetBoolean());
        Assert.False(paused.TryGetProperty("next", out _));
        Assert.Equal(0, (await _operator.GetAsync("/api/v1/schedules/dawn/next").JsonAsync()).GetArrayLength());
        Assert.False((await _operator.PostEmptyAsync("/api/v1/schedules/dawn/resume").JsonAsync()).GetProperty("paused").GetBoolean());
        await _operator.PostEmptyAsync("/api/v1/schedules/dusk/run").ProblemAsync(404);
    }

    [Fact]
    public async Task What_is_due_runs_by_itself()
    {
        var began = new TaskCompletionSource<Run>(TaskCreationOptions.RunContinuationsAsynchronously);
        _runner.Does = (run, _, _) =>
        {
            began.TrySetResult(run);
            return Task.FromResult(RunOutcome.Succeeded());
        };
        await _operator.PostTextAsync("/api/v1/schedules", $$"""{"name":"soon","target":{{Target}},"cron":"* * * * * ?"}""").JsonAsync(201);

        var run = await began.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(("schedule:soon", "olga"), (run.Trigger, run.Owner));
        Assert.NotNull(run.DueAt);
    }

    [Theory]
    [InlineData("""{"name":"x","target":T,"cron":"61 * * * *"}""", "cron", "minute: '61' is not possible; it must be from 0 to 59")]
    [InlineData("""{"name":"x","target":T,"cron":"* * *"}""", "cron", "must have 5")]
    [InlineData("""{"name":"x","target":T,"cron":"0 7 * * *","zone":"Mars/Olympus"}""", "zone", "IANA")]
    [InlineData("""{"name":"x","target":T,"every":"soon"}""", "every", "as 30s, 10m, 2h or 7d")]
    [InlineData("""{"name":"x","target":T}""", "cron", "is missing; give cron")]
    [InlineData("""{"name":"x","target":{"kind":"nap","name":"y"},"every":"1h"}""", "target.kind", "dance")]
    [InlineData("""{"name":"x","target":{"kind":"dance","name":"unknown"},"every":"1h"}""", "target.name", "unknown")]
    [InlineData("""{"name":"x","target":{"kind":"dance"},"every":"1h"}""", "target.name", "is missing")]
    [InlineData("""{"name":"x","target":{"kind":"job","arguments":{"prompt":"a","steps":-1}},"every":"1h"}""", "target.arguments.steps",
        "")]
    [InlineData("""{"name":"a/b","target":T,"every":"1h"}""", "name", "letters")]
    [InlineData("""{"target":T,"every":"1h"}""", "name", "is missing")]
    [InlineData("""{"name":"x","target":T,"every":"1h","missed":"sometimes"}""", "missed", "skip")]
    [InlineData("""{"name":"x","target":T,"every":"1h","crom":"1"}""", "crom", "did you mean 'cron'")]
    public async Task A_wrong_schedule_is_refused_by_its_field(string body, string field, string right)
    {
        var problem =
            await _operator.PostTextAsync("/api/v1/schedules", body.Replace("\"target\":T", "\"target\":" + Target)).ProblemAsync(400);

        Assert.Equal(field, Text(problem, "field"));
        Assert.Contains(right, Text(problem, "detail"));
        Assert.Equal(0, (await _operator.GetAsync("/api/v1/schedules").JsonAsync()).GetArrayLength());
    }

    [Fact]
    public async Task Only_operators_make_schedules()
    {
        using var user = await _server.ClientAsync(Role.User, "ursula");
        using var viewer = await _server.ClientAsync(Role.Viewer, "victor");

        await user.PostTextAsync("/api/v1/schedules", $$"""{"name":"dawn","target":{{Target}},"every":"1h"}""").ProblemAsync(403);
        await user.PostEmptyAsync("/api/v1/schedules/dawn/run").ProblemAsync(403);
        await viewer.GetAsync("/api/v1/schedules").JsonAsync();
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
