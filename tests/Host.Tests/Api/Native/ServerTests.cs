using System.Text.Json;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.Api.Native;

public class ServerTests
{
    [Fact]
    public async Task The_status_says_how_queue_workers_and_pictures_are()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Operator);
        using var viewer = await server.ClientAsync(Role.Viewer);
        await server.SucceedAsync();
        server.Workers.Status =
        [
            new WorkerStatus(
                "w1", "working", "job-1", 2, "out of memory", 1000,
                [new ResidentModel("starter", 10, TimeProvider.System.GetUtcNow(), true)],
                new Dictionary<string, string> { ["bad"] = "it crashed twice" }),
        ];

        var status = await client.GetAsync("/api/v1/status").JsonAsync();

        Assert.Equal(1, status.GetProperty("queue").GetProperty("succeeded").GetInt32());
        Assert.Equal("job-1", status.GetProperty("workers")[0].GetProperty("jobId").GetString());
        Assert.Equal("cpu", status.GetProperty("runtime").GetProperty("provider").GetString());
        Assert.Equal(1, status.GetProperty("pictures").GetProperty("count").GetInt32());
        Assert.False((await viewer.GetAsync("/api/v1/status").JsonAsync()).GetProperty("workers")[0].TryGetProperty("jobId", out _));
    }

    [Fact]
    public async Task A_pause_holds_until_it_is_ended()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Operator);

        Assert.True((await client.PostEmptyAsync("/api/v1/queue/pause").JsonAsync()).GetProperty("paused").GetBoolean());
        Assert.True(await server.Jobs.IsPausedAsync(default));
        Assert.False((await client.PostEmptyAsync("/api/v1/queue/resume").JsonAsync()).GetProperty("paused").GetBoolean());
        Assert.NotEqual(0, server.Workers.Wakes);
    }

    [Fact]
    public async Task Models_are_listed_with_what_they_suggest_and_hashed_when_asked_for()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Viewer);

        var listed = (await client.GetAsync("/api/v1/models").JsonAsync()).EnumerateArray()
            .Single(model => model.GetProperty("name").GetString() == "starter");
        Assert.True(listed.GetProperty("ready").GetBoolean());
        Assert.True(listed.GetProperty("default").GetBoolean());
        Assert.Equal(256, listed.GetProperty("defaults").GetProperty("width").GetInt32());
        Assert.False(listed.TryGetProperty("hash", out _));

        var hash = (await client.GetAsync("/api/v1/models/starter").JsonAsync()).GetProperty("hash").GetString();
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, (await client.GetAsync("/api/v1/models").JsonAsync())[0].GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("../../etc/passwd")]
    [InlineData("CON")]
    [InlineData("startre")]
    public async Task A_model_that_there_is_not_is_not_found(string name)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();

        using var response = await client.GetAsync($"/api/v1/models/{name}");

        Assert.Equal(404, (int)response.StatusCode);
        Assert.DoesNotContain("root:", await response.Content.ReadAsStringAsync());
        await client.GetAsync($"/api/v1/models/{new string('x', 4096)}").ProblemAsync(404);
    }

    [Fact]
    public async Task A_model_is_loaded_and_let_go_by_the_worker()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Operator);
        var asked = new List<object>();
        server.Workers.Answer = question =>
        {
            asked.Add(question);
            return true;
        };

        await client.PostEmptyAsync("/api/v1/models/starter/load").JsonAsync();
        await client.PostEmptyAsync("/api/v1/models/starter/unload").JsonAsync();
        await client.PostEmptyAsync("/api/v1/models/starter/polish").ProblemAsync(404);
        server.Workers.Answer = null;

        Assert.Equal([new LoadQuestion("starter"), new UnloadQuestion("starter")], asked);
        await client.PostEmptyAsync("/api/v1/models/starter/load").ProblemAsync(503);
    }

    [Fact]
    public async Task Parts_are_listed_with_their_options_and_schedules_drawn()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Viewer);
        server.Workers.Answer =
            question => question is SigmasQuestion { Schedule: "karras", Steps: 3 }
                ? (IReadOnlyList<double>)[3, 1, 0]
                : throw new InvalidOperationException();

        var euler = (await client.GetAsync("/api/v1/samplers").JsonAsync()).EnumerateArray()
            .Single(part => part.GetProperty("name").GetString() == "euler");
        Assert.Equal("s_churn", euler.GetProperty("options")[0].GetProperty("name").GetString());
        foreach (var kind in (string[])["noise-schedules", "noises", "guidances"])
        {
            Assert.NotEqual(0, (await client.GetAsync($"/api/v1/{kind}").JsonAsync()).GetArrayLength());
        }

        Assert.Equal(
            3, (await client.GetAsync("/api/v1/noise-schedules/Karras/sigmas?steps=3").JsonAsync()).GetProperty("sigmas").GetArrayLength());
        await client.GetAsync("/api/v1/noise-schedules/karas/sigmas").ProblemAsync(404);
        await client.GetAsync("/api/v1/noise-schedules/karras/sigmas?steps=0").ProblemAsync(400);
    }

    [Fact]
    public async Task Capabilities_name_everything_that_is_in_the_way()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Viewer);

        var answer = await client.PostAsync("/api/v1/capabilities", new
        {
            prompt = "a <lora:fine:1> cat",
            width = 513,
            sampler = "eluer",
            noise = "pink",
            model = "../../x",
            hires = new { upscaler = "lanzos" },
        }).JsonAsync();

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(
            ["width", "model", "sampler", "noise", "hires.upscaler", "prompt"],
            answer.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("field").GetString()));
        Assert.Contains("did you mean 'euler'", answer.GetProperty("problems")[2].GetProperty("detail").GetString());
        Assert.Equal(0, (await server.Jobs.CountAsync(default)).Waiting);
    }

    [Fact]
    public async Task Capabilities_of_a_good_request_say_what_it_comes_to()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Viewer);

        var answer = await client.PostAsync("/api/v1/capabilities", new { prompt = "a cat", sampler = "Euler" }).JsonAsync();

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("euler", answer.GetProperty("resolved").GetProperty("sampler").GetString());
        Assert.Equal("starter", answer.GetProperty("resolved").GetProperty("model").GetString());
        var options =
            await client.PostAsync(
                "/api/v1/capabilities", new { prompt = "a cat", sampler = "euler", samplerOptions = new { s_churn = 1000 } }).JsonAsync();
        Assert.Equal("samplerOptions", options.GetProperty("problems")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_prompt_is_counted_and_coloured()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Viewer);

        var tokens = await client.PostAsync("/api/v1/tokens", new { prompt = "a (big:1.3) cat" }).JsonAsync();

        Assert.Equal(
            (3, 1, 75), (tokens.GetProperty("tokens").GetInt32(), tokens.GetProperty("chunks").GetInt32(),
                tokens.GetProperty("limit").GetInt32()));
        Assert.Equal([(0, 2, 1), (3, 6, 1.3), (11, 15, 1)], Spans(tokens));
        await client.PostAsync("/api/v1/tokens", new { prompt = "x", model = "none" }).ProblemAsync(400);
        await client.PostAsync("/api/v1/tokens", new { prompt = new string('x', 10_001) }).ProblemAsync(400);
    }

    private static IEnumerable<(int, int, double)> Spans(JsonElement tokens) => tokens.GetProperty("spans").EnumerateArray()
        .Select(span => (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32(), span.GetProperty("weight").GetDouble()));
}
