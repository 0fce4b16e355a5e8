using Atelier.Host.Texts;

namespace Atelier.Host.Downloads;

/// <summary>A file at an address: nothing is known of it but what the server's headers say.</summary>
internal static class PlainUrl
{
    public static Task<ModelOffer> DescribeAsync(HubClient client, ModelSource.Plain source, CancellationToken cancellation) => client.AskAsync(
        source.Url,
        (response, _) => Task.FromResult(Offer(source.Url, response)),
        cancellation);

    private static ModelOffer Offer(Uri url, HttpResponseMessage response)
    {
        var disposition = response.Content.Headers.ContentDisposition;
        string?[] names = [disposition?.FileNameStar, disposition?.FileName?.Trim('"'), Uri.UnescapeDataString(url.Segments[^1])];
        var name = names.FirstOrDefault(name => name is not null && ModelNames.WithoutEnding(name) is not null)
            ?? throw new DownloadException(
                DownloadFault.BadRequest,
                $"{OneLine.Quoted(url.Segments[^1])} is no .safetensors or .onnx file; other formats are not opened, and pickles never",
                "source");
        var local = ModelNames.Of(ModelNames.WithoutEnding(name.Split('/', '\\')[^1])!);
        return new ModelOffer
        {
            // The query may hold a key, and this line is shown.
            Source = url.GetLeftPart(UriPartial.Path),
            Name = local,
            IsFolder = false,
            Files = [new OfferedFile(
                local + Path.GetExtension(name).ToLowerInvariant(), url, response.Content.Headers.ContentLength, LinkedHash.Of(response))],
            Notes =
            [
                "A plain URL says nothing of a licence: find out what its maker permits",
                .. LinkedHash.Of(response) is null
                    ? (string[])["The server gives no hash, so that its bytes can only be checked for their form"]
                    : [],
            ],
        };
    }
}
