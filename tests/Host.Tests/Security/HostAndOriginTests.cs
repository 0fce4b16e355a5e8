using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Security;

public class HostAndOriginTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.1")]
    public async Task A_name_of_somebody_else_is_refused(string host)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        client.DefaultRequestHeaders.Host = host;

        var problem = await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).ProblemAsync(400);

        Assert.Contains("server.allowedHosts", problem.GetProperty("detail").GetString());
        Assert.Equal(0, (await server.Jobs.CountAsync(default)).Waiting);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1234")]
    [InlineData("[::1]:80")]
    [InlineData("pictures.example")]
    public async Task Loopback_and_what_is_configured_are_names_of_the_server(string host)
    {
        await using var server = await ApiServer.StartAsync(options => options with { AllowedHosts = ["pictures.example"] });
        using var client = await server.ClientAsync();
        client.DefaultRequestHeaders.Host = host;

        await client.GetAsync("/api/v1/jobs").JsonAsync();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost")]
    [InlineData("http://127.0.0.1")]
    [InlineData("")]
    public async Task A_page_of_another_site_is_refused_with_a_key_or_without(string origin)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        using var stranger = server.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Origin", origin);
        stranger.DefaultRequestHeaders.TryAddWithoutValidation("Origin", origin);

        await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).ProblemAsync(403);
        await client.GetAsync("/api/v1/events").ProblemAsync(403);
        await stranger.PostAsync("/api/v1/session", new { key = "x" }).ProblemAsync(403);

        Assert.Equal(0, (await server.Jobs.CountAsync(default)).Waiting);
    }

    [Fact]
    public async Task Its_own_pages_and_those_that_are_configured_are_heard()
    {
        await using var server = await ApiServer.StartAsync(options => options with { AllowedOrigins = ["https://pictures.example"] });
        foreach (var origin in (string[])[server.Url.GetLeftPart(UriPartial.Authority), "https://pictures.example"])
        {
            using var client = await server.ClientAsync(Role.User, $"user{origin.Length}");
            client.DefaultRequestHeaders.Add("Origin", origin);

            await client.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonx")]
    public async Task What_a_form_can_send_without_asking_changes_nothing(string type)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();

        var problem = await client.PostTextAsync("/api/v1/jobs", """{"prompt":"x"}""", type).ProblemAsync(415);

        Assert.Contains("application/json", problem.GetProperty("detail").GetString());
        Assert.Equal(0, (await server.Jobs.CountAsync(default)).Waiting);
    }

    [Fact]
    public async Task A_preflight_of_another_site_gets_no_leave()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/jobs")
        {
            Headers = { { "Origin", "https://evil.example" }, { "Access-Control-Request-Method", "POST" } },
        };

        using var response = await client.SendAsync(request);

        Assert.Equal(403, (int)response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }
}
