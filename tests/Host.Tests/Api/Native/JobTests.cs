using System.Text.Json;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Api.Native;

public class JobTests
{
    [Fact]
    public async Task A_job_that_is_accepted_can_be_found_and_says_where_it_stands()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.User, "ann");

        using var response = await client.PostAsync("/api/v1/jobs", new { prompt = "a lighthouse", width = 64, priority = -3 });
        var job = await Task.FromResult(response).JsonAsync(202);

        var found = await client.GetAsync(response.Headers.Location).JsonAsync();
        Assert.Equal(job.GetRawText(), found.GetRawText());
        Assert.Equal("waiting", found.GetProperty("state").GetString());
        Assert.Equal(0, found.GetProperty("position").GetInt32());
        Assert.Equal(
            ("ann", "api", -3),
            (found.GetProperty("owner").GetString(), found.GetProperty("source").GetString(), found.GetProperty("priority").GetInt32()));
        Assert.Equal(64, found.GetProperty("request").GetProperty("width").GetInt32());
        Assert.Empty(found.GetProperty("pictures").EnumerateArray());
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_job_and_another_body_a_conflict()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");

        var first = await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202);
        var second = await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202);
        await client.PostAsync("/api/v1/jobs", new { prompt = "y" }).ProblemAsync(409);

        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.Equal(1, (await server.Jobs.CountAsync(default)).Waiting);
    }

    [Fact]
    public async Task An_idempotency_key_of_any_length_is_not_taken()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", new string('k', 201));

        await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).ProblemAsync(400);
    }

    [Fact]
    public async Task A_full_queue_is_told_with_when_to_come_back()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(waitingLimit: 2);
        await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202);
        await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202);

        using var response = await client.PostAsync("/api/v1/jobs", new { prompt = "x" });

        await Task.FromResult(response).ProblemAsync(429);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(QueueRefusal.NoSpace, 507)]
    [InlineData(QueueRefusal.Unavailable, 503)]
    [InlineData(QueueRefusal.ShuttingDown, 503)]
    public async Task What_keeps_the_queue_from_taking_a_job_has_its_own_status(QueueRefusal reason, int status)
    {
        await using var server = await ApiServer.StartAsync(replace: services => services.AddSingletonQueue(new RefusingQueue(reason)));
        using var client = await server.ClientAsync();

        using var response = await client.PostAsync("/api/v1/jobs", new { prompt = "x" });

        Assert.Contains("not now", (await Task.FromResult(response).ProblemAsync(status)).GetProperty("detail").GetString());
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_fault_of_ours_tells_nothing_of_itself_but_where_the_log_tells_more()
    {
        await using var server = await ApiServer.StartAsync(replace: services => services.AddSingletonQueue(new RefusingQueue(null)));
        using var client = await server.ClientAsync();

        var problem = await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).ProblemAsync(500);

        Assert.DoesNotContain("secret", problem.GetRawText());
        Assert.Contains(server.Log.Errors, line => line.Contains("secret"));
    }

    [Fact]
    public async Task One_sees_ones_own_jobs_and_an_operator_sees_all()
    {
        await using var server = await ApiServer.StartAsync();
        using var ann = await server.ClientAsync(Role.User, "ann");
        using var bob = await server.ClientAsync(Role.User, "bob");
        using var boss = await server.ClientAsync(Role.Operator, "boss");
        var id = (await ann.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202)).GetProperty("id").GetString();

        await bob.GetAsync($"/api/v1/jobs/{id}").ProblemAsync(404);
        await bob.PostEmptyAsync($"/api/v1/jobs/{id}/cancel").ProblemAsync(404);
        Assert.Empty((await bob.GetAsync("/api/v1/jobs?owner=ann").JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Single((await boss.GetAsync("/api/v1/jobs?owner=ann").JsonAsync()).GetProperty("items").EnumerateArray());
        await boss.GetAsync($"/api/v1/jobs/{id}").JsonAsync();
    }

    [Fact]
    public async Task A_list_goes_on_where_the_cursor_says_and_filters()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        for (var i = 0; i < 5; i++)
        {
            await server.Jobs.AddAsync(Some.Job(prompt: $"picture {i}", source: i == 2 ? "sdapi" : "api"), default);
        }

        var first = await client.GetAsync("/api/v1/jobs?limit=3").JsonAsync();
        var second = await client.GetAsync($"/api/v1/jobs?limit=3&cursor={first.GetProperty("next").GetString()}").JsonAsync();

        Assert.Equal(["picture 4", "picture 3", "picture 2", "picture 1", "picture 0"], Prompts(first).Concat(Prompts(second)));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(["picture 2"], Prompts(await client.GetAsync("/api/v1/jobs?source=sdapi&state=waiting&state=running").JsonAsync()));
        Assert.Empty(Prompts(await client.GetAsync("/api/v1/jobs?state=failed").JsonAsync()));
        Assert.Equal(["picture 3"], Prompts(await client.GetAsync("/api/v1/jobs?q=3").JsonAsync()));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("cursor=../../x", "cursor")]
    [InlineData("state=tired", "state")]
    [InlineData("state=1", "state")]
    public async Task A_list_that_is_asked_for_wrongly_is_refused(string query, string field)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();

        Assert.Equal(field, (await client.GetAsync($"/api/v1/jobs?{query}").ProblemAsync(400)).GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("CON")]
    [InlineData("%00")]
    public async Task An_id_that_there_is_not_is_not_found(string id)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();

        foreach (var path in (string[])["jobs", "pictures"])
        {
            using var response = await client.GetAsync($"/api/v1/{path}/{id}");
            Assert.InRange((int)response.StatusCode, 400, 404);
        }

        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task Cancelling_twice_or_after_the_end_leaves_a_job_as_it_is()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        var id = (await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202)).GetProperty("id").GetString();

        Assert.Equal("canceled", (await client.PostEmptyAsync($"/api/v1/jobs/{id}/cancel").JsonAsync()).GetProperty("state").GetString());
        Assert.Equal("canceled", (await client.PostEmptyAsync($"/api/v1/jobs/{id}/cancel").JsonAsync()).GetProperty("state").GetString());

        var (done, _) = await server.SucceedAsync();
        Assert.Equal(
            "succeeded", (await client.PostEmptyAsync($"/api/v1/jobs/{done}/cancel").JsonAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Only_a_running_job_is_skipped()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        var job = await server.Jobs.AddAsync(Some.Job(), default);
        await client.PostEmptyAsync($"/api/v1/jobs/{job.Id}/skip").ProblemAsync(409);

        await server.Jobs.LeaseAsync(Some.Worker, default);
        await client.PostEmptyAsync($"/api/v1/jobs/{job.Id}/skip").JsonAsync();

        Assert.Equal([(job.Id, Interruption.Skip)], server.Workers.Interrupts);
    }

    [Fact]
    public async Task A_user_may_lower_a_priority_and_an_operator_raise_it()
    {
        await using var server = await ApiServer.StartAsync();
        using var user = await server.ClientAsync(Role.User);
        using var @operator = await server.ClientAsync(Role.Operator);

        await user.PostAsync("/api/v1/jobs", new { prompt = "x", priority = 1 }).ProblemAsync(400);
        await @operator.PostAsync("/api/v1/jobs", new { prompt = "x", priority = 10 }).JsonAsync(202);
    }

    [Fact]
    public async Task A_replay_says_that_it_came_out_identical_or_what_differs()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Operator);
        var (original, _) = await server.SucceedAsync(recipe: """{"seed":42,"model":{"hash":"aa"}}""");

        var same = (await client.PostEmptyAsync($"/api/v1/jobs/{original}/replay").JsonAsync(202)).GetProperty("id").GetString();
        await server.SucceedNextAsync();
        var other = (await client.PostEmptyAsync($"/api/v1/jobs/{original}/replay").JsonAsync(202)).GetProperty("id").GetString();
        await server.SucceedNextAsync(content: [9, 9], recipe: """{"seed":42,"model":{"hash":"bb"}}""");

        Assert.True((await client.GetAsync($"/api/v1/jobs/{same}").JsonAsync()).GetProperty("identical").GetBoolean());
        var differing = await client.GetAsync($"/api/v1/jobs/{other}").JsonAsync();
        Assert.False(differing.GetProperty("identical").GetBoolean());
        var difference = differing.GetProperty("differences").EnumerateArray().Single();
        Assert.Equal(
            ("model.hash", "aa", "bb"),
            (difference.GetProperty("field").GetString(), difference.GetProperty("was").GetString(),
                difference.GetProperty("is").GetString()));
    }

    [Fact]
    public async Task A_job_that_is_not_done_cannot_be_replayed()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        var job = await server.Jobs.AddAsync(Some.Job(), default);

        await client.PostEmptyAsync($"/api/v1/jobs/{job.Id}/replay").ProblemAsync(409);
    }

    private static IEnumerable<string?> Prompts(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("request").GetProperty("prompt").GetString());
}
