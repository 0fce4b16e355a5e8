using System.Net;
using Atelier.Host.Page;
using Microsoft.AspNetCore.Builder;

namespace Atelier.Host.Tests.Page;

public sealed class PageRoutesTests : IAsyncLifetime
{
    private readonly string _version = new PageFiles().Version;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = WebApplication.CreateSlimBuilder().Build();
        _app.MapPage();
        _app.Urls.Add("http://127.0.0.1:0");
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_page_may_run_its_own_scripts_and_nothing_else()
    {
        using var answer = await _client.GetAsync("/");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("style-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
    }

    [Fact]
    public async Task The_page_is_asked_for_again_and_not_sent_again()
    {
        using var first = await _client.GetAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _client.SendAsync(request);

        Assert.True(first.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("scripts/main.js", "text/javascript")]
    [InlineData("styles/base.css", "text/css")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task Its_files_are_kept_for_good(string path, string type)
    {
        using var answer = await _client.GetAsync($"/page/{_version}/{path}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl!.MaxAge);
    }

    [Theory]
    [InlineData("/page/another/scripts/main.js")]
    [InlineData("/page/VERSION/scripts/none.js")]
    [InlineData("/page/VERSION/index.html")]
    [InlineData("/page/VERSION/..%2F..%2Fappsettings.json")]
    [InlineData("/page/VERSION/")]
    public async Task There_is_nothing_else(string path)
    {
        using var answer = await _client.GetAsync(path.Replace("VERSION", _version, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
