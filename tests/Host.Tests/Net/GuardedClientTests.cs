using System.Net;
using Atelier.Host.Net;
using Atelier.Host.Tests.Downloads.Doubles;

namespace Atelier.Host.Tests.Net;

public sealed class GuardedClientTests : IAsyncLifetime
{
    private readonly GuardedClient _client = new(new AddressRules([IPNetwork.Parse("127.0.0.1/32")]));
    private Hub _server = null!;

    public async Task InitializeAsync() => _server = await Hub.StartAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_name_that_leads_to_an_address_that_is_not_public_is_refused()
    {
        using var strict = new GuardedClient(new AddressRules([IPNetwork.Parse("127.0.0.1/32"), IPNetwork.Parse("0.0.0.0/32")]));

        // 127.0.0.1 is allowed and would answer; the name's IPv6 address and 127.0.0.2 are not.
        var refused =
            await Assert.ThrowsAsync<AddressRefusedException>(() => GetAsync(strict, new Uri($"http://127.0.0.2:{_server.Url.Port}/")));

        Assert.Equal("127.0.0.2 leads to 127.0.0.2, which is not a public address; network.allow can allow it", refused.Message);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task The_address_that_is_checked_is_the_one_that_is_called()
    {
        // Whoever asked twice, once to check and once to connect, would call the second answer.
        var answers = new Queue<string>(["127.0.0.1", "127.0.0.2"]);
        using var client = new GuardedClient(
            new AddressRules([]), new AddressRules([IPNetwork.Parse("127.0.0.1/32")]) { Public = false },
            (_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }));
        _server.Status("/", 200, ("Connection", "close"));
        var url = new Uri($"http://models.example:{_server.Url.Port}/");

        using (var response = await GetAsync(client, url))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var refused = await Assert.ThrowsAsync<AddressRefusedException>(() => GetAsync(client, url));
        Assert.StartsWith("models.example leads to 127.0.0.2", refused.Message);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_that_are_allowed_are_called()
    {
        using var client = new GuardedClient(
            new AddressRules([]), new AddressRules([IPNetwork.Parse("127.0.0.1/32")]) { Public = false },
            (_, _) => Task.FromResult(new[] { IPAddress.Parse("127.0.0.2"), IPAddress.Parse("10.0.0.1"), IPAddress.Loopback }));
        _server.ServeJson("/", "{}");

        using var response = await GetAsync(client, new Uri($"http://models.example:{_server.Url.Port}/"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_name_is_resolved_and_the_allowed_address_is_called()
    {
        _server.ServeJson("/", "{}");

        using var response = await GetAsync(_client, new Uri($"http://localhost:{_server.Url.Port}/"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.2/secret")]
    [InlineData("http://[::1]/secret")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("ftp://example.org/")]
    public async Task A_redirect_to_an_address_that_is_not_public_is_not_followed(string target)
    {
        _server.Status("/", 302, ("Location", target));

        await Assert.ThrowsAsync<AddressRefusedException>(() => GetAsync(_client, _server.Url));
    }

    [Fact]
    public async Task Without_leave_plain_http_goes_nowhere_not_even_to_loopback()
    {
        using var strict = new GuardedClient(new AddressRules([]));

        var refused = await Assert.ThrowsAsync<AddressRefusedException>(() => GetAsync(strict, _server.Url));

        Assert.Contains("only https is", refused.Message);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        _server.Status("/", 302, ("Location", "/"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(_client, _server.Url));

        Assert.Contains("redirects more than 5 times", failure.Message);
        Assert.Equal(6, _server.Requests.Count);
    }

    [Fact]
    public async Task With_no_redirects_allowed_a_redirect_is_an_answer()
    {
        _server.Status("/", 301, ("Location", "/elsewhere"));

        using var response =
            await _client.SendAsync(_server.Url, hop => new HttpRequestMessage(HttpMethod.Get, hop), 0, null, CancellationToken.None);

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
    }

    private static Task<HttpResponseMessage> GetAsync(GuardedClient client, Uri uri) =>
        client.SendAsync(uri, hop => new HttpRequestMessage(HttpMethod.Get, hop), 5, null, CancellationToken.None)
            .WaitAsync(Downloading.Bound);
}
