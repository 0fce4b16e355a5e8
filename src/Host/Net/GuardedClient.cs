using System.Net;

namespace Atelier.Host.Net;

/// <summary>
/// Calls other people's servers. Each address is checked when the connection is made, each redirect is a new request that its caller builds
/// (and so decides what it carries), and plain HTTP goes to loopback only, where that is allowed, or to what <paramref name="plain"/>
/// allows.
/// </summary>
/// <param name="rules">What may be called.</param>
/// <param name="plain">What may be called by plain HTTP; null for loopback, where <paramref name="rules"/> allows it.</param>
/// <param name="resolve">What a name leads to; null asks the system.</param>
internal sealed class GuardedClient(AddressRules rules, AddressRules? plain = null, HostLookup? resolve = null) : IDisposable
{
    // How long a request takes is the caller's business: bodies of models take hours.
    private readonly HttpClient _client = Client(rules, resolve);
    private readonly HttpClient? _plain = plain is null ? null : Client(plain, resolve);

    /// <summary>Sends a request and returns when the headers of the last answer are there.</summary>
    /// <param name="uri">Where to.</param>
    /// <param name="build">Builds the request to the address given: the first, then each that a redirect leads to.</param>
    /// <param name="redirects">How many redirects are followed; with 0 a redirect is returned as any other answer.</param>
    /// <param name="redirected">Sees each redirect that is followed.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The answer. Its <see cref="HttpResponseMessage.RequestMessage"/> says where it came from.</returns>
    /// <exception cref="AddressRefusedException">An address on the way must not be called.</exception>
    /// <exception cref="HttpRequestException">It could not be sent, or was redirected too often.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        Uri uri, Func<Uri, HttpRequestMessage> build, int redirects, Action<HttpResponseMessage>? redirected,
        CancellationToken cancellation)
    {
        for (var hop = 0; ; hop++)
        {
            CheckScheme(uri);
            var response = await SendOnceAsync(build(uri), cancellation);
            if (redirects == 0 || !IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response;
            }

            redirected?.Invoke(response);
            response.Dispose();
            uri = hop < redirects
                ? new Uri(uri, location)
                : throw new HttpRequestException($"{uri.Host} redirects more than {redirects} times");
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _plain?.Dispose();
    }

    private static HttpClient Client(AddressRules rules, HostLookup? resolve) =>
        new(GuardedConnection.Handler(rules, resolve)) { Timeout = Timeout.InfiniteTimeSpan };

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            var client = request.RequestUri!.Scheme == Uri.UriSchemeHttp && _plain is not null ? _plain : _client;
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException exception) when (exception.InnerException is AddressRefusedException refused)
        {
            throw refused;
        }
    }

    private void CheckScheme(Uri uri)
    {
        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && MayBePlain(uri)))
        {
            throw new AddressRefusedException($"{uri.Scheme}://{uri.Host} is not called; only https is");
        }
    }

    // Where addresses decide, they do so as the connection is made.
    private bool MayBePlain(Uri uri) => plain is not null || (uri.IsLoopback && rules.Allows(IPAddress.Loopback));

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
