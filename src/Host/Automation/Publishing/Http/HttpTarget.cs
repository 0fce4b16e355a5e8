using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Atelier.Host.Automation.Publishing.Index;

namespace Atelier.Host.Automation.Publishing.Http;

/// <summary>Any server that takes PUT: WebDAV, an object store's gateway, one's own. The index is put last.</summary>
internal sealed class HttpTarget(PublishClient client, TargetSecrets secrets, OldVersions old) : PublishTarget<HttpSettings>
{
    public override string Kind => TargetKinds.Http;

    protected override IEnumerable<(string Field, string Problem)> Problems(HttpSettings settings) => settings.Problems();

    protected override async Task<PublishedPlace> PublishAsync(
        Publication publication, HttpSettings settings, CancellationToken cancellation)
    {
        var root = new Uri(settings.Url.TrimEnd('/') + "/");
        var authorization = Authorization(settings);
        foreach (var file in Release.Of(publication, settings.Alias))
        {
            await PutAsync(root, file, authorization, cancellation);
        }

        await old.RemoveAsync(publication, settings.Keep, root.Host, path =>
        {
            var uri = new Uri(root, path);
            return client.SendAsync(
                uri, () => Request(HttpMethod.Delete, uri, authorization), cancellation, HttpStatusCode.NotFound, HttpStatusCode.Gone);
        });
        return settings.Place(publication, $"{root.Host}{root.AbsolutePath}", settings.Url);
    }

    // WebDAV answers 409 where the folder is missing; it is made, and the file put again.
    private async Task PutAsync(Uri root, ReleaseFile file, AuthenticationHeaderValue? authorization, CancellationToken cancellation)
    {
        var uri = new Uri(root, file.Path);
        if (await client.SendAsync(uri, Put, cancellation, HttpStatusCode.Conflict) != HttpStatusCode.Conflict)
        {
            return;
        }

        for (var end = file.Path.IndexOf('/'); end > 0; end = file.Path.IndexOf('/', end + 1))
        {
            var folder = new Uri(root, file.Path[..(end + 1)]);
            await client.SendAsync(
                folder, () => Request(new HttpMethod("MKCOL"), folder, authorization), cancellation, HttpStatusCode.MethodNotAllowed);
        }

        await client.SendAsync(uri, Put, cancellation);

        HttpRequestMessage Put()
        {
            var request = Request(HttpMethod.Put, uri, authorization);
            request.Content = new ReadOnlyMemoryContent(file.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(file.Type) } };
            return request;
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri to, AuthenticationHeaderValue? authorization) =>
        new(method, to) { Headers = { Authorization = authorization } };

    private AuthenticationHeaderValue? Authorization(HttpSettings settings) =>
        settings.Token is { } token ? new AuthenticationHeaderValue("Bearer", secrets.Require(Kind, "token", token).Reveal())
        : settings.User is { } user ? new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"{user}:{secrets.Require(Kind, "password", settings.Password!).Reveal()}")))
        : null;
}
