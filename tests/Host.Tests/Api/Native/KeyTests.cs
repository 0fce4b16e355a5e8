using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Api.Native;

public class KeyTests
{
    [Fact]
    public async Task A_key_is_made_used_listed_without_its_secret_and_removed()
    {
        await using var server = await ApiServer.StartAsync();
        using var admin = await server.ClientAsync();

        var made = await admin.PostAsync(
            "/api/v1/keys", new { name = "ann", role = "user", picturesPerDay = 5, expiresAt = "2199-01-01T00:00:00Z" }).JsonAsync(201);
        var secret = made.GetProperty("key").GetString()!;
        using var ann = server.Client(secret);

        Assert.Matches("^atl_[0-9a-f]{64}$", secret);
        await ann.GetAsync("/api/v1/jobs").JsonAsync();
        Assert.DoesNotContain(secret, (await admin.GetAsync("/api/v1/keys").JsonAsync()).GetRawText());
        await admin.PostAsync("/api/v1/keys", new { name = "ann" }).ProblemAsync(409);
        await admin.DeleteAsync($"/api/v1/keys/{made.GetProperty("id").GetString()}").JsonAsync(204);
        await ann.GetAsync("/api/v1/jobs").ProblemAsync(401);
        await admin.DeleteAsync("/api/v1/keys/nothing").ProblemAsync(404);
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"system"}""", "name")]
    [InlineData("""{"name":"discord:1"}""", "name")]
    [InlineData("""{"name":"x","role":"king"}""", "role")]
    [InlineData("""{"name":"x","role":3}""", "role")]
    [InlineData("""{"name":"x","expiresAt":"2001-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name":"x","expiresAt":"tomorrow"}""", "expiresAt")]
    [InlineData("""{"name":"x","waitingLimit":0}""", "waitingLimit")]
    [InlineData("""{"name":"x","picturesPerDay":-1}""", "picturesPerDay")]
    [InlineData("""{"role":"user"}""", "name")]
    public async Task A_key_that_cannot_be_is_refused_by_field(string body, string field)
    {
        await using var server = await ApiServer.StartAsync();
        using var admin = await server.ClientAsync();

        Assert.Equal(field, (await admin.PostTextAsync("/api/v1/keys", body).ProblemAsync(400)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task The_last_admin_key_stays()
    {
        await using var server = await ApiServer.StartAsync();
        using var admin = await server.ClientAsync();
        var id = (await admin.GetAsync("/api/v1/keys").JsonAsync())[0].GetProperty("id").GetString();

        await admin.DeleteAsync($"/api/v1/keys/{id}").ProblemAsync(409);
    }

    [Fact]
    public async Task A_key_may_ask_for_so_many_pictures_a_day_and_no_more()
    {
        await using var server = await ApiServer.StartAsync();
        using var ann = await server.ClientAsync(Role.User, "ann", picturesPerDay: 5);
        await ann.PostAsync("/api/v1/jobs", new { prompt = "x", batchSize = 2, count = 2 }).JsonAsync(202);

        await ann.PostAsync("/api/v1/jobs", new { prompt = "x", count = 2 }).ProblemAsync(429);
        var last = await ann.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202);
        await ann.PostAsync("/api/v1/jobs", new { prompt = "x" }).ProblemAsync(429);
        await ann.PostEmptyAsync($"/api/v1/jobs/{last.GetProperty("id").GetString()}/cancel").JsonAsync();
        await ann.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202);
    }

    [Fact]
    public async Task The_audit_log_says_who_did_what()
    {
        await using var server = await ApiServer.StartAsync();
        using var admin = await server.ClientAsync(Role.Admin, "root");
        await admin.PostEmptyAsync("/api/v1/queue/pause").JsonAsync();

        var lines = (await admin.GetAsync("/api/v1/audit?limit=10").JsonAsync()).EnumerateArray().ToList();

        Assert.Contains(
            lines, line => line.GetProperty("who").GetString() == "root" && line.GetProperty("action").GetString() == "queue.pause");
        await admin.GetAsync("/api/v1/audit?limit=0").ProblemAsync(400);
    }
}
