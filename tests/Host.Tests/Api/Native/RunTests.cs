using System.Text.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store;
using Atelier.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Api.Native;

public sealed class RunTests : IAsyncLifetime
{
    private readonly PretendRunner _runner = new("dance") { Does = (_, log, _) => Say(log) };
    private ApiServer _server = null!;
    private HttpClient _operator = null!;

    private IRunQueue Queue => _server.Services.GetRequiredService<IRunQueue>();

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
    public async Task A_run_is_shown_with_its_target_its_end_and_its_log()
    {
        var run = await RunAsync(Some.Run("dance", "waltz", """{"bars":3}"""));

        var shown = await _operator.GetAsync($"/api/v1/runs/{run.Id}").JsonAsync();
        Assert.Equal(
            ("dance", "waltz", 3),
            (Text(shown, "kind"), Text(shown, "name"), shown.GetProperty("arguments").GetProperty("bars").GetInt32()));
        Assert.Equal(("succeeded", "ann", "api"), (Text(shown, "state"), Text(shown, "owner"), Text(shown, "trigger")));
        Assert.Equal(1, shown.GetProperty("result").GetProperty("turns").GetInt32());

        var log = await _operator.GetAsync($"/api/v1/runs/{run.Id}/log").JsonAsync();
        Assert.Equal(["one", "two"], log.GetProperty("lines").EnumerateArray().Select(line => Text(line, "text")));
        Assert.Equal((1, true), (log.GetProperty("next").GetInt32(), log.GetProperty("isOver").GetBoolean()));
        Assert.Equal(
            ["two"], (await _operator.GetAsync($"/api/v1/runs/{run.Id}/log?after=0").JsonAsync()).GetProperty("lines").EnumerateArray()
                .Select(line => Text(line, "text")));
    }

    [Fact]
    public async Task Whatever_runs_can_be_started_once_for_a_key()
    {
        const string wish = """{ "kind": "dance", "name": "waltz", "arguments": { "bars": 3 } }""";
        using var user = await _server.ClientAsync(Role.User);
        await user.PostTextAsync("/api/v1/runs", wish).ProblemAsync(403);
        Assert.Equal(
            "name", Text(
                await _operator.PostTextAsync("/api/v1/runs", """{ "kind": "recipe", "name": "nothing" }""").ProblemAsync(400), "field"));
        Assert.Equal("name", Text(await _operator.PostTextAsync("/api/v1/runs", """{ "kind": "script" }""").ProblemAsync(400), "field"));
        Assert.Equal(
            "kind", Text(await _operator.PostTextAsync("/api/v1/runs", """{ "kind": "song", "name": "x" }""").ProblemAsync(400), "field"));
        Assert.Equal(
            "arguments.steps",
            Text(await _operator.PostTextAsync("/api/v1/runs", """{ "kind": "job", "arguments": { "prompt": "a", "steps": 0 } }""")
                .ProblemAsync(400), "field"));

        _operator.DefaultRequestHeaders.Add("Idempotency-Key", "monday");
        var run = await _operator.PostTextAsync("/api/v1/runs", wish).JsonAsync(202);
        var again = await _operator.PostTextAsync("/api/v1/runs", wish).JsonAsync(202);
        var other = await _operator.PostTextAsync("/api/v1/runs", wish.Replace('3', '4')).ProblemAsync(409);

        Assert.Equal(("dance", "waltz", "olga", "api"), (Text(run, "kind"), Text(run, "name"), Text(run, "owner"), Text(run, "trigger")));
        Assert.Equal(Text(run, "id"), Text(again, "id"));
        Assert.Equal("Idempotency-Key", Text(other, "field"));
        Assert.Equal(JobState.Succeeded, (await Queue.WaitAsync(Text(run, "id")!, default))!.State);
    }

    [Fact]
    public async Task A_log_is_followed_line_by_line_until_the_run_is_over()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _runner.Does = async (_, log, _) =>
        {
            log.Write("info", "before");
            await gate.Task;
            return await Say(log);
        };
        var run = await Queue.EnqueueAsync(Some.Run("dance"), default);
        using var response = await _operator.GetAsync($"/api/v1/runs/{run.Id}/log/events", HttpCompletionOption.ResponseHeadersRead);
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("before", Text(await NextAsync(reader, "line"), "text"));

        gate.SetResult();

        Assert.Equal("one", Text(await NextAsync(reader, "line"), "text"));
        Assert.Equal("two", Text(await NextAsync(reader, "line"), "text"));
        Assert.Equal("succeeded", Text(await NextAsync(reader, "run"), "state"));
        Assert.Equal("", (await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20))).Trim());
    }

    [Fact]
    public async Task A_list_goes_by_pages_and_filters()
    {
        var runs = new List<Run>();
        for (var i = 0; i < 3; i++)
        {
            runs.Add(await RunAsync(Some.Run("dance", i == 0 ? "waltz" : "polka") with { Trigger = "schedule:dawn" }));
        }

        var page = await _operator.GetAsync("/api/v1/runs?limit=2").JsonAsync();
        Assert.Equal([runs[2].Id, runs[1].Id], IdsOf(page));
        var rest = await _operator.GetAsync($"/api/v1/runs?limit=2&cursor={Text(page, "next")}").JsonAsync();
        Assert.Equal([runs[0].Id], IdsOf(rest));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
        Assert.Equal(
            [runs[0].Id],
            IdsOf(await _operator.GetAsync("/api/v1/runs?name=waltz&kind=dance&state=succeeded&trigger=schedule:dawn&owner=ann")
                .JsonAsync()));
        Assert.Empty(IdsOf(await _operator.GetAsync("/api/v1/runs?state=failed&state=waiting").JsonAsync()));
        Assert.Equal("state", Text(await _operator.GetAsync("/api/v1/runs?state=dancing").ProblemAsync(400), "field"));
        Assert.Equal("after", Text(await _operator.GetAsync($"/api/v1/runs/{runs[0].Id}/log?after=x").ProblemAsync(400), "field"));
    }

    [Fact]
    public async Task One_sees_and_cancels_ones_own_runs_and_operators_all()
    {
        using var ann = await _server.ClientAsync(Role.User, "ann");
        using var bob = await _server.ClientAsync(Role.User, "bob");
        _runner.Does = async (_, _, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return RunOutcome.Succeeded();
        };
        var first = await Queue.EnqueueAsync(Some.Run("dance"), default);
        var second = await Queue.EnqueueAsync(Some.Run("dance"), default);

        await bob.GetAsync($"/api/v1/runs/{first.Id}").ProblemAsync(404);
        await bob.PostEmptyAsync($"/api/v1/runs/{first.Id}/cancel").ProblemAsync(404);
        Assert.Empty(IdsOf(await bob.GetAsync("/api/v1/runs?owner=ann").JsonAsync()));
        Assert.Equal(2, IdsOf(await ann.GetAsync("/api/v1/runs").JsonAsync()).Count());

        await ann.PostEmptyAsync($"/api/v1/runs/{first.Id}/cancel").JsonAsync();
        await _operator.PostEmptyAsync($"/api/v1/runs/{second.Id}/cancel").JsonAsync();
        Assert.Equal(JobState.Canceled, (await Queue.WaitAsync(first.Id, default).WaitAsync(TimeSpan.FromSeconds(20)))!.State);
        Assert.Equal(JobState.Canceled, (await Queue.WaitAsync(second.Id, default).WaitAsync(TimeSpan.FromSeconds(20)))!.State);
        await _operator.GetAsync("/api/v1/runs/nothing").ProblemAsync(404);
    }

    private static Task<RunOutcome> Say(IRunLog log)
    {
        log.Write("info", "one");
        log.Write("info", "two");
        return Task.FromResult(RunOutcome.Succeeded("""{"turns":1}"""));
    }

    private static async Task<JsonElement> NextAsync(StreamReader reader, string name)
    {
        while (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                Assert.Equal("event: " + name, line);
                return JsonElement.Parse((await reader.ReadLineAsync())!["data: ".Length..]);
            }
        }

        throw new EndOfStreamException();
    }

    private static IEnumerable<string?> IdsOf(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(run => Text(run, "id"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<Run> RunAsync(NewRun run) =>
        (await Queue.WaitAsync((await Queue.EnqueueAsync(run, default)).Id, default).WaitAsync(TimeSpan.FromSeconds(20)))!;
}
