using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Atelier.Host.Security;
using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Security;

public class GateTests
{
    [Fact]
    public async Task Every_route_says_who_may_use_it()
    {
        await using var server = await ApiServer.StartAsync();

        var open = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<RequiredRole>() is null && route.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(route => route.DisplayName);

        Assert.Empty(open);
    }

    [Fact]
    public async Task Without_a_key_a_route_is_closed()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = server.Client();

        using var response = await client.GetAsync("/api/v1/jobs");
        var problem = await Task.FromResult(response).ProblemAsync(401);

        Assert.Contains("Bearer", problem.GetProperty("detail").GetString());
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_key_is_taken_as_the_password_of_HTTP_Basic_too()
    {
        await using var server = await ApiServer.StartAsync();
        using var bearer = await server.ClientAsync();
        using var client = server.Client();
        var key = bearer.DefaultRequestHeaders.Authorization!.Parameter!;
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anyone:{key}")));

        await client.GetAsync("/api/v1/jobs").JsonAsync();
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer x")]
    [InlineData("Bearer atl_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Basic !!!")]
    [InlineData("Basic YTpi")]
    [InlineData("Digest username=\"x\"")]
    public async Task Other_credentials_are_refused(string header)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = server.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        await client.GetAsync("/api/v1/jobs").ProblemAsync(401);
    }

    [Fact]
    public async Task A_role_may_do_what_those_below_it_may_and_no_more()
    {
        await using var server = await ApiServer.StartAsync();
        using var viewer = await server.ClientAsync(Role.Viewer);
        using var user = await server.ClientAsync(Role.User);
        using var @operator = await server.ClientAsync(Role.Operator);

        await viewer.GetAsync("/api/v1/jobs").JsonAsync();
        var problem = await viewer.PostAsync("/api/v1/jobs", new { prompt = "x" }).ProblemAsync(403);
        Assert.Contains("role user", problem.GetProperty("detail").GetString());
        await user.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202);
        await user.PostEmptyAsync("/api/v1/queue/pause").ProblemAsync(403);
        await @operator.PostEmptyAsync("/api/v1/queue/pause").JsonAsync();
        await @operator.GetAsync("/api/v1/keys").ProblemAsync(403);
    }

    [Fact]
    public async Task A_removed_key_is_refused_at_once()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        var keys = server.Services.GetRequiredService<KeyRing>();
        await client.GetAsync("/api/v1/jobs").JsonAsync();

        await keys.RemoveAsync((await keys.ListAsync(default))[0].Id, default);

        await client.GetAsync("/api/v1/jobs").ProblemAsync(401);
    }

    [Fact]
    public async Task A_key_that_has_expired_is_refused()
    {
        await using var server = await ApiServer.StartAsync();
        var past = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var made = await server.Services.GetRequiredService<KeyRing>().AddAsync(new KeyWish("old", Role.Admin, past), null, default);
        using var client = server.Client(made!.Secret);

        await client.GetAsync("/api/v1/jobs").ProblemAsync(401);
    }

    [Fact]
    public async Task Many_wrong_keys_are_told_to_wait_and_a_right_one_still_gets_through()
    {
        await using var server = await ApiServer.StartAsync();
        using var right = await server.ClientAsync();
        using var wrong = server.Client(ApiKey.New());
        for (var i = 0; i < 10; i++)
        {
            await wrong.GetAsync("/api/v1/jobs").ProblemAsync(401);
        }

        using var refused = await wrong.GetAsync("/api/v1/jobs");
        await Task.FromResult(refused).ProblemAsync(429);

        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await right.GetAsync("/api/v1/jobs").JsonAsync();
    }

    [Fact]
    public async Task A_key_that_is_used_too_fast_is_told_to_wait()
    {
        await using var server = await ApiServer.StartAsync(options => options with { RequestsPerSecond = 1 });
        using var client = await server.ClientAsync();
        await client.GetAsync("/api/v1/jobs").JsonAsync();
        await client.GetAsync("/api/v1/jobs").JsonAsync();

        using var refused = await client.GetAsync("/api/v1/jobs");

        await Task.FromResult(refused).ProblemAsync(429);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task What_is_not_there_and_what_cannot_be_done_are_problems_too()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();

        await client.GetAsync("/api/v1/nothing").ProblemAsync(404);
        var problem = await client.PutAsJsonAsync("/api/v1/status", new { }).ProblemAsync(405);

        Assert.Contains("GET", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Browsers_are_told_to_be_strict_with_every_answer()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = server.Client();

        using var response = await client.GetAsync("/api/v1/nothing");

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Secrets_stand_in_no_log_line_and_no_audit_line()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        var key = client.DefaultRequestHeaders.Authorization!.Parameter!;
        var made = await client.PostAsync("/api/v1/keys", new { name = "bob" }).JsonAsync(201);
        await client.PostAsync("/api/v1/session", new { key }).JsonAsync();
        var wrong = ApiKey.New();
        await client.PostAsync("/api/v1/session", new { key = wrong }).ProblemAsync(401);

        var audit = (await client.GetAsync("/api/v1/audit").JsonAsync()).GetRawText();

        Assert.Contains("key.create", audit);
        foreach (var secret in (string[])[key, wrong, made.GetProperty("key").GetString()!])
        {
            Assert.DoesNotContain(server.Log.Lines, line => line.Contains(secret));
            Assert.DoesNotContain(secret, audit);
        }
    }
}
