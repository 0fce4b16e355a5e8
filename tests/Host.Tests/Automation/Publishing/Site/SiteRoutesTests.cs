using System.Net;
using System.Text.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Store;
using Atelier.Host.Tests.Automation.Publishing.Doubles;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Automation.Publishing.Site;

public sealed class SiteRoutesTests : IAsyncLifetime
{
    private ApiServer _server = null!;
    private HttpClient _visitor = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _visitor = _server.Client();
        await PublishAsync(1);
    }

    public async Task DisposeAsync()
    {
        _visitor.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Anyone_gets_the_picture_in_the_best_format_with_what_caches_need()
    {
        using var response = await GetAsync("/published/hero", ("Accept", "image/webp,*/*;q=0.8"), ("Origin", "https://elsewhere.example"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/webp", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(SomePublication.Of(1).Files[0].Bytes.ToArray(), await response.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{SomePublication.Of(1).Files[0].Hash}\"", response.Headers.ETag!.ToString());
        Assert.Equal("public, max-age=300, stale-while-revalidate=86400", response.Headers.CacheControl!.ToString());
        Assert.Equal("Accept", response.Headers.Vary.Single());
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("cross-origin", response.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Who_has_it_already_is_sent_nothing_until_the_next_one()
    {
        var tag = $"\"{SomePublication.Of(1).Files[2].Hash}\"";
        using var same = await GetAsync("/published/hero", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.NotNull(same.Headers.CacheControl);

        await PublishAsync(2);

        using var other = await GetAsync("/published/hero", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task The_index_leads_to_files_that_never_change()
    {
        using var response = await GetAsync("/published/hero.json", ("Origin", "https://elsewhere.example"));
        var index = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            ("application/json", "*"),
            (response.Content.Headers.ContentType!.MediaType, response.Headers.GetValues("Access-Control-Allow-Origin").Single()));

        var src = new Uri(new Uri(_server.Url, "/published/hero.json"), index.GetProperty("src").GetString());
        using var file = await _visitor.GetAsync(src);
        Assert.Equal(SomePublication.Of(1).Files[0].Bytes.ToArray(), await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("public, max-age=31536000, immutable", file.Headers.CacheControl!.ToString());
        await PublishAsync(2);

        using var still = await _visitor.GetAsync(src);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        using var tagged = await GetAsync("/published/hero.json", ("If-None-Match", response.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, tagged.StatusCode);
    }

    [Theory]
    [InlineData("/published/hero?w=500", 200, 512 * 40)]
    [InlineData("/published/hero?w=513", 200, 1024 * 40)]
    [InlineData("/published/hero?w=0", 400, 0)]
    [InlineData("/published/hero?w=wide", 400, 0)]
    [InlineData("/published/hero?crop=square", 404, 0)]
    [InlineData("/published/nothing", 404, 0)]
    [InlineData("/published/nothing.json", 404, 0)]
    [InlineData("/published/..%2Fhero", 404, 0)]
    [InlineData("/published/hero/01K00000000000000000000009/hero-512.webp", 404, 0)]
    [InlineData("/published/hero/01K00000000000000000000001/other.webp", 404, 0)]
    [InlineData("/published/hero/latest/hero-512.webp", 404, 0)]
    public async Task The_width_is_asked_for_and_what_is_not_there_is_said_so(string address, int status, int bytes)
    {
        using var response = await GetAsync(address, ("Accept", "image/webp"));

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 200)
        {
            Assert.Equal(bytes, response.Content.Headers.ContentLength);
        }
    }

    [Fact]
    public async Task Only_looking_is_open_to_other_sites()
    {
        using var change = new HttpRequestMessage(HttpMethod.Post, "/api/v1/published/hero/rollback")
        {
            Headers = { { "Origin", "https://elsewhere.example" } },
        };
        using var refused = await _visitor.SendAsync(change);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var head = new HttpRequestMessage(HttpMethod.Head, "/published/hero");
        using var answered = await _visitor.SendAsync(head);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(1024 * 40, answered.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task What_was_published_elsewhere_alone_is_not_shown_here()
    {
        var publication = SomePublication.Of(1, "private");
        await _server.Services.GetRequiredService<PublicationKeeper>().KeepAsync(publication, "[]", default);

        using var named = await _visitor.GetAsync("/published/private");
        using var version = await _visitor.GetAsync($"/published/private/{publication.Id}/{publication.Files[0].Name}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (named.StatusCode, version.StatusCode));
    }

    [Fact]
    public async Task What_is_published_outlives_the_sweep_of_files_that_nothing_names()
    {
        var named = await _server.Services.GetRequiredService<IPublicationStore>().HashesAsync(default);
        await _server.Services.GetRequiredService<IPictureFiles>().SweepAsync(named, TimeSpan.FromDays(-1), default);

        using var response = await _visitor.GetAsync("/published/hero");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task PublishAsync(int number) => _server.Services.GetRequiredService<IPublisher>()
        .PublishAsync(SomePublication.Of(number), [JsonElement.Parse("""{"kind":"site"}""")], default);

    private async Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _visitor.SendAsync(request);
    }
}
