using System.Net;
using System.Text;
using Atelier.Host.FrontEnds;
using Atelier.Host.Tests.Doubles;
using Atelier.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.FrontEnds;

/// <summary>The fixture <c>Echo</c> at <c>/echo/…</c> of a whole server.</summary>
public sealed class FrontEndRouteTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private ApiServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _client = _server.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Requests_without_a_key_reach_the_front_end_as_they_are()
    {
        await AddAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo/say")
        {
            Content = new StringContent("{\"a\": 1}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-word", ["one", "two"]);

        using var response = await _client.SendAsync(request);

        Assert.Equal("POST one, two {\"a\": 1}", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("sandbox", response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_no_route_of_the_servers_own_is_hidden()
    {
        await _client.GetAsync("/echo/say").ProblemAsync(404);
        await AddAsync();

        await _client.GetAsync("/echo/elsewhere").ProblemAsync(404);
        await _client.GetAsync("/nobody/say").ProblemAsync(404);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _client.GetAsync("/hooks/name")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.GetAsync("/api/v1/plugins")).StatusCode);
    }

    [Fact]
    public async Task One_that_throws_is_a_fault_without_details()
    {
        await AddAsync();

        var problem = await _client.GetAsync("/echo/throw").ProblemAsync(500);

        Assert.DoesNotContain("nobody is to read this", problem.GetRawText());
        Assert.Contains(
            _server.Log.Lines,
            line => line.Contains(
                "failed to answer a request: InvalidOperationException: nobody is to read this", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Between_two_sessions_it_is_unavailable()
    {
        await AddAsync();
        using var admin = await _server.ClientAsync();
        await admin.PutTextAsync("/api/v1/plugins/echo/options", """{ "mood": "refuse" }""").JsonAsync();
        await UntilAsync("failed");

        using var response = await _client.GetAsync("/echo/say");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (response.StatusCode, response.Headers.GetValues("Retry-After").Single()));
    }

    [Fact]
    public async Task Bodies_larger_than_256_KB_other_sites_and_forms_are_refused()
    {
        await AddAsync();

        await _client.PostTextAsync("/echo/say", new string(' ', (256 << 10) + 1)).ProblemAsync(413);
        await _client.PostTextAsync("/echo/say", "a=b", "application/x-www-form-urlencoded").ProblemAsync(415);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/echo/say");
        foreign.Headers.Add("Origin", "https://evil.example");
        await _client.SendAsync(foreign).ProblemAsync(403);
        using var other = new HttpRequestMessage(HttpMethod.Get, "/echo/say");
        other.Headers.Host = "evil.example";
        await _client.SendAsync(other).ProblemAsync(400);
    }

    [Fact]
    public void Every_first_word_of_the_servers_own_routes_is_taken()
    {
        var words = _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint =>
                endpoint.RoutePattern.PathSegments is [{ IsSimple: true } first, ..] && first.Parts[0] is RoutePatternLiteralPart word
                ? word.Content
                : "")
            .Where(word => word.Length > 0)
            .Distinct()
            .ToArray();

        Assert.Contains("api", words);
        Assert.DoesNotContain(words, word => !FrontEndNames.IsTaken(word));
    }

    private async Task AddAsync()
    {
        var from = Path.Combine(Golden.RepositoryRoot, "artifacts", "bin", "Echo", new DirectoryInfo(AppContext.BaseDirectory).Name);
        var to = Directory.CreateDirectory(Path.Combine(_server.Plugins, "Echo")).FullName;
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        await UntilAsync("running");
    }

    private async Task UntilAsync(string state)
    {
        var frontEnds = _server.Services.GetRequiredService<IFrontEnds>();
        using var limit = new CancellationTokenSource(Limit);
        while (frontEnds.Find("echo")?.Info.State != state)
        {
            await frontEnds.RescanAsync(limit.Token);
            await Task.Delay(5, limit.Token);
        }
    }
}
