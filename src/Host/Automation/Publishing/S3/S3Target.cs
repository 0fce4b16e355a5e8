using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Atelier.Host.Automation.Publishing.Index;

namespace Atelier.Host.Automation.Publishing.S3;

/// <summary>Amazon S3 and the stores that speak like it: MinIO, Ceph, R2, Garage. The index is put last.</summary>
internal sealed class S3Target(PublishClient client, TargetSecrets secrets, OldVersions old, PublishingOptions options, TimeProvider time)
    : PublishTarget<S3Settings>
{
    public override string Kind => TargetKinds.S3;

    protected override IEnumerable<(string Field, string Problem)> Problems(S3Settings settings) => settings.Problems();

    protected override async Task<PublishedPlace> PublishAsync(Publication publication, S3Settings settings, CancellationToken cancellation)
    {
        var root = settings.Root();
        var signature = new SignatureV4(
            S3Settings.IsReference(settings.AccessKey)
                ? secrets.Require(Kind, "accessKey", settings.AccessKey).Reveal()
                : settings.AccessKey,
            secrets.Require(Kind, "secretKey", settings.SecretKey),
            settings.Region);
        var session = settings.SessionToken is { } token ? secrets.Require(Kind, "sessionToken", token).Reveal() : null;
        foreach (var file in Release.Of(publication, settings.Alias))
        {
            var uri = AddressOf(file.Path);
            var caching = file.Changes ? settings.CacheControl ?? Caching.Changing(options.MaxAge) : Caching.Immutable;
            await client.SendAsync(
                uri, () => Signed(HttpMethod.Put, uri, new ReadOnlyMemoryContent(file.Bytes), ("Cache-Control", caching),
                    ("Content-Type", file.Type)), cancellation);
        }

        await old.RemoveAsync(publication, settings.Keep, $"s3 {settings.Bucket}", path =>
        {
            var uri = AddressOf(path);
            return client.SendAsync(uri, () => Signed(HttpMethod.Delete, uri, null), cancellation, HttpStatusCode.NotFound);
        });
        return settings.Place(
            publication, $"s3 {settings.Bucket}/{settings.KeyOf(publication.Name)}", new Uri(root, settings.KeyOf("")).ToString());

        Uri AddressOf(string path) => new(root, SignatureV4.Encoded(settings.KeyOf(path), keep: '/'));

        // For each attempt anew: a signature is good for some minutes.
        HttpRequestMessage Signed(HttpMethod method, Uri uri, HttpContent? content, params (string Name, string Value)[] headers) =>
            Sign(new HttpRequestMessage(method, uri) { Content = content }, signature,
                session is null ? headers : [.. headers, ("x-amz-security-token", session)]);
    }

    private HttpRequestMessage Sign(HttpRequestMessage request, SignatureV4 signature, IEnumerable<(string Name, string Value)> headers)
    {
        var (now, uri) = (time.GetUtcNow(), request.RequestUri!);
        var hash = Convert.ToHexStringLower(SHA256.HashData(request.Content?.ReadAsStream() ?? Stream.Null));
        List<(string Name, string Value)> signed =
        [
            ("Host", uri.Authority), ("x-amz-content-sha256", hash), ("x-amz-date", SignatureV4.Stamp(now)), .. headers,
        ];
        foreach (var (name, value) in signed)
        {
            HttpHeaders into = name == "Content-Type" ? request.Content!.Headers : request.Headers;
            into.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization",
            signature.Authorization(request.Method.Method, Uri.UnescapeDataString(uri.AbsolutePath), [], signed, hash, now));
        return request;
    }
}
