using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Atelier.Host.Tests.Downloads.Doubles;

/// <summary>Speaks as Civitai does.</summary>
internal sealed class CivitaiDouble : Hub
{
    private CivitaiDouble(WebApplication app)
        : base(app)
    {
    }

    public static new Task<CivitaiDouble> StartAsync() => StartAsync(app => new CivitaiDouble(app));

    /// <summary>Offers a version with files; the first is the primary one.</summary>
    /// <param name="version">Its number; its model's is one less.</param>
    /// <param name="files">By name.</param>
    /// <param name="store">Where the files lie.</param>
    /// <param name="token">The key that downloads ask for; null for none.</param>
    /// <param name="model">What the maker permits.</param>
    public void Offer(int version, IReadOnlyDictionary<string, byte[]> files, Hub store, string? token = null, object? model = null)
    {
        var download = new Uri(Url, $"api/download/models/{version}").ToString();
        ServeJson($"/api/v1/model-versions/{version}", JsonSerializer.Serialize(new
        {
            id = version,
            modelId = version - 1,
            name = "v2.0",
            baseModel = "SD 1.5",
            trainedWords = (string[])["moonlit", "harbour"],
            description = "<p>The second.</p>",
            model = new { name = "Harbours", type = "Checkpoint", nsfw = false },
            files = files.Select((file, index) => new
            {
                name = file.Key,
                type = "Model",
                sizeKB = file.Value.Length / 1024.0,
                metadata = new { format = "SafeTensor", fp = "fp16" },
                hashes = new { SHA256 = Sha256(file.Value).ToUpperInvariant() },
                downloadUrl = index == 0 ? download : $"{download}?file={index}",
                primary = index == 0,
            }),
        }));
        ServeJson($"/api/v1/models/{version - 1}", JsonSerializer.Serialize(model ?? new
        {
            allowNoCredit = false,
            allowCommercialUse = (string[])["Image"],
            allowDerivatives = true,
            allowDifferentLicense = false,
            description = "<p>Ports &amp; piers.</p><script>alert(1)</script>",
        }));
        foreach (var bytes in files.Values)
        {
            store.Serve($"/objects/{Sha256(bytes)}", bytes);
        }

        On($"/api/download/models/{version}", context =>
        {
            if (token is not null && context.Request.Headers.Authorization != $"Bearer {token}")
            {
                context.Response.StatusCode = 401;
                return context.Response.WriteAsync("""{"error":"Unauthorized"}""");
            }

            var wanted =
                files.Values.ElementAt(
                    int.Parse(context.Request.Query["file"].FirstOrDefault() ?? "0", System.Globalization.CultureInfo.InvariantCulture));
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = new Uri(store.Url, $"objects/{Sha256(wanted)}").ToString();
            return Task.CompletedTask;
        });
    }
}
