using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Webhooks.Signing;

namespace Atelier.Host.Automation.Publishing.Webhooks;

/// <summary>
/// Tells somebody where a publication is: a POST that is signed as Standard Webhooks 1.0 says. Its id is made of the publication, so that
/// who hears of one twice knows it.
/// </summary>
internal sealed class WebhookTarget(PublishClient client, TargetSecrets secrets, TimeProvider time) : PublishTarget<WebhookSettings>
{
    private const string Type = "recipe.published";

    public override string Kind => TargetKinds.Webhook;

    protected override IEnumerable<(string Field, string Problem)> Problems(WebhookSettings settings) => settings.Problems();

    protected override async Task<PublishedPlace> PublishAsync(
        Publication publication, WebhookSettings settings, CancellationToken cancellation)
    {
        var key = WebhookSecret.KeyOf(secrets.Require(Kind, "secret", settings.Secret).Reveal())
            ?? throw new RunException(
                "secret_missing", $"webhook: secret is {settings.Secret}; what that holds {WebhookSecret.Expected}", "secret");
        var uri = new Uri(settings.Url);
        var body = Body(publication);
        await client.SendAsync(uri, () => Message(uri, $"{publication.Name}_{publication.Id}", key, body), cancellation);
        return new PublishedPlace(Kind, $"webhook {uri.Host}{uri.AbsolutePath}");
    }

    private HttpRequestMessage Message(Uri uri, string id, byte[] key, byte[] body)
    {
        var now = time.GetUtcNow();
        return new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers =
            {
                { StandardSignature.IdHeader, id },
                { StandardSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
                { StandardSignature.SignatureHeader, StandardSignature.Sign(key, id, now, body) },
            },
        };
    }

    private static byte[] Body(Publication publication)
    {
        var picture = publication.Files[0];
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Type,
                Timestamp = publication.At,
                Data = new { publication.Name, Version = publication.Id, publication.Alt, picture.Width, picture.Height,
                    Sha256 = picture.Hash, publication.Places },
            },
            ApiJson.Options);
    }
}
