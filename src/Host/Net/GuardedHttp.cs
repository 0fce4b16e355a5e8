using System.Net;

namespace Atelier.Host.Net;

/// <summary>
/// An <see cref="HttpClient"/> for code that expects one: it calls what <see cref="GuardedClient"/> calls, and follows redirects of what
/// only reads.
/// </summary>
internal sealed class GuardedHttp : HttpMessageHandler
{
    private const int Redirects = 5;
    private const long LargestAnswer = 64 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly GuardedClient _client;

    private GuardedHttp(GuardedClient client) => _client = client;

    public static HttpClient Client(AddressRules rules) =>
        new(new GuardedHttp(new GuardedClient(rules))) { Timeout = Patience, MaxResponseContentBufferSize = LargestAnswer };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var reads = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        var first = request.RequestUri ?? throw new InvalidOperationException("a request needs an absolute address");
        try
        {
            return await _client.SendAsync(first, uri => Copy(request, uri), reads ? Redirects : 0, null, cancellationToken);
        }
        catch (AddressRefusedException refused)
        {
            throw new HttpRequestException(refused.Message, refused, HttpStatusCode.Forbidden);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _client.Dispose();
        base.Dispose(disposing);
    }

    // A message is sent once, and this one was. What proves who calls is for the first server alone.
    private static HttpRequestMessage Copy(HttpRequestMessage request, Uri uri)
    {
        var copy = new HttpRequestMessage(request.Method, uri) { Content = request.Content };
        foreach (var header in request.Headers.Where(
            header => uri.Host == request.RequestUri!.Host || header.Key is not ("Authorization" or "Cookie")))
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }
}
