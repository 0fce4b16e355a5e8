using System.Net.Http.Headers;
using System.Security.Cryptography;
using Atelier.Host.Automation.Publishing.Index;

namespace Atelier.Host.Automation.Publishing.S3;

/// <summary>Amazon S3 and the stores that speak like it: MinIO, Ceph, R2, Garage. The index is put last.</summary>
internal sealed class S3Target(PublishClient client, TargetSecrets secrets, PublishingOptions options, TimeProvider time) : PublishTarget<S3Settings>
{
    public override string Kind => TargetKinds.S3;

    protected override IEnumerable<(string Field, string Problem)> Problems(S3Settings settings) => settings.Problems();

    protected override async Task<PublishedPlace> PublishAsync(Publication publication, S3Settings settings, CancellationToken cancellation)
    {
        var root = settings.Root();
        var signature = new SignatureV4(
            S3Settings.IsReference(settings.AccessKey) ? secrets.Require(Kind, "accessKey", settings.AccessKey).Reveal() : settings.AccessKey,
            secrets.Require(Kind, "secretKey", settings.SecretKey),
            settings.Region);
        var session = settings.SessionToken is { } token ? secrets.Require(Kind, "sessionToken", token).Reveal() : null;
        foreach (var file in Release.Of(publication, settings.Alias))
        {
            var uri = new Uri(root, SignatureV4.Encoded(settings.KeyOf(file.Path), keep: '/'));
            await client.SendAsync(uri, () => Put(uri, file, settings, signature, session), cancellation);
        }

        return settings.Place(publication, $"s3 {settings.Bucket}/{settings.KeyOf(publication.Name)}", new Uri(root, settings.KeyOf("")).ToString());
    }

    // Signed for each attempt anew: a signature is good for some minutes.
    private HttpRequestMessage Put(Uri uri, ReleaseFile file, S3Settings settings, SignatureV4 signature, string? session)
    {
        var now = time.GetUtcNow();
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span));
        var caching = file.Changes ? settings.CacheControl ?? Caching.Changing(options.MaxAge) : Caching.Immutable;
        List<(string Name, string Value)> headers =
        [
            ("Host", uri.Authority), ("x-amz-content-sha256", hash), ("x-amz-date", SignatureV4.Stamp(now)), ("Cache-Control", caching),
            .. session is null ? [] : ((string, string)[])[("x-amz-security-token", session)],
        ];
        var request = new HttpRequestMessage(HttpMethod.Put, uri)
        {
            Content = new ReadOnlyMemoryContent(file.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(file.Type) } },
        };
        headers.ForEach(header => request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        request.Headers.TryAddWithoutValidation("Authorization", signature.Authorization(
            "PUT", Uri.UnescapeDataString(uri.AbsolutePath), [], headers.Append(("Content-Type", file.Type)), hash, now));
        return request;
    }
}
