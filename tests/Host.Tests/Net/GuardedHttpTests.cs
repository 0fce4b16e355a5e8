using System.Net;
using Atelier.Host.Net;
using Atelier.Host.Tests.Downloads.Doubles;

namespace Atelier.Host.Tests.Net;

public sealed class GuardedHttpTests : IAsyncLifetime
{
    private readonly HttpClient _http = GuardedHttp.Client(new AddressRules([IPNetwork.Parse("127.0.0.1/32")]));
    private Hub _server = null!;

    public async Task InitializeAsync() => _server = await Hub.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_reads_follows_redirects()
    {
        _server.Status("/", 302, ("Location", "/weather"));
        _server.ServeJson("/weather", """{"words":"rain"}""");

        Assert.Equal("""{"words":"rain"}""", await _http.GetStringAsync(_server.Url));
    }

    [Theory]
    [InlineData("http://127.0.0.2/secret")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://10.0.0.1/")]
    public async Task A_private_address_is_not_called_directly_or_by_a_redirect(string target)
    {
        _server.Status("/", 302, ("Location", target));

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetStringAsync(_server.Url));
        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetStringAsync(target));

        Assert.IsType<AddressRefusedException>(error.InnerException);
    }
}
