using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Host.Downloads;

/// <summary>
/// Hugging Face: <c>GET /api/models/{repository}/revision/{revision}?blobs=true</c> tells the files (<c>siblings</c>: <c>rfilename</c>,
/// <c>size</c>, <c>blobId</c>, <c>lfs.sha256</c>), the commit (<c>sha</c>), <c>gated</c> and the card's head (<c>cardData</c>).
/// </summary>
internal static class HuggingFaceHub
{
    // What this engine draws with, as model_index.json names it.
    private const string Runs = "StableDiffusion";

    public static async Task<ModelOffer> DescribeAsync(HubClient client, ModelSource.HuggingFace source, CancellationToken cancellation)
    {
        var hub = client.Options.HuggingFace;
        var info = await client.JsonAsync(
            new Uri(hub, $"api/models/{source.Repository}/revision/{Uri.EscapeDataString(source.Revision)}?blobs=true"), cancellation);

        // Files are fetched at the commit, so that a push between two of them mixes nothing.
        var commit = info.Text("sha") is { Length: 40 } sha && sha.All(char.IsAsciiHexDigit) ? sha : source.Revision;
        var resolve = new Uri(hub, $"{source.Repository}/resolve/{Uri.EscapeDataString(commit)}/");
        var all = info.Items("siblings").Select(sibling => FileOf(sibling, resolve)).OfType<OfferedFile>().ToList();
        var chosen = HuggingFaceFiles.Choose(all, source);
        var card = await client.TextAsync(new Uri(resolve, "README.md"), CardText.MaxBytes, cancellation);

        var head = info.At("cardData") ?? default;
        var licences = head.Texts("license");
        var gated = info.At("gated") is { } gate && gate.ValueKind is not JsonValueKind.False;
        var type = info.At("config")?.At("diffusers")?.Text("_class_name");
        return new ModelOffer
        {
            Source = $"hf:{source.Repository}@{source.Revision}",
            Revision = commit,
            Name = chosen.IsFolder ? ModelNames.Of(source.Repository.Split('/')[1]) : ModelNames.WithoutEnding(chosen.Files[0].Path)!,
            IsFolder = chosen.IsFolder,
            Files = chosen.Files,
            Page = new Uri(hub, source.Repository).ToString(),
            Type = type,
            BaseModel = head.Texts("base_model") is { Count: > 0 } bases ? string.Join(", ", bases) : null,
            Licence = licences.Count == 0
                ? null
                : Licence(licences, head, new Uri(hub, $"{source.Repository}/blob/{Uri.EscapeDataString(commit)}/")),
            Restrictions = [.. licences.Select(KnownLicences.RestrictionOf).OfType<string>(), .. Gate(gated)],
            Gated = gated,
            Notes = Notes(type, licences.Count, chosen.IsFolder),
            Card = CardText.Plain(card),
        };
    }

    private static OfferedFile? FileOf(JsonElement sibling, Uri resolve) =>
        sibling.Text("rfilename") is { } path && ExternalDataGuard.Problem(path) is null
        ? new OfferedFile(
            path,
            new Uri(resolve, string.Join('/', path.Split('/').Select(Uri.EscapeDataString))),
            sibling.At("lfs")?.Whole("size") ?? sibling.Whole("size"),
            sibling.At("lfs") is { } large ? FileHash.Sha256(large.Text("sha256")) : FileHash.Git(sibling.Text("blobId")))
        : null;

    private static ModelLicence Licence(IReadOnlyList<string> ids, JsonElement head, Uri files)
    {
        var id = string.Join(", ", ids);
        var link = head.Text("license_link");
        return new ModelLicence(
            id,
            head.Text("license_name") ?? string.Join(", ", ids.Select(KnownLicences.NameOf)),
            link is null ? null
                : Uri.TryCreate(link, UriKind.Absolute, out var full) && full.Scheme is "https" or "http" ? full.ToString()
                : new Uri(files, Uri.EscapeDataString(link)).ToString());
    }

    private static IEnumerable<string> Gate(bool gated) => gated ? ["Given only to those who accepted its conditions on its page"] : [];

    private static IReadOnlyList<string> Notes(string? type, int licences, bool isFolder)
    {
        var notes = new List<string>();
        if (type is not null && !type.StartsWith(Runs, StringComparison.Ordinal))
        {
            notes.Add($"It is a {type}; this version draws with Stable Diffusion 1.x, 2.x and XL");
        }

        if (licences == 0)
        {
            notes.Add("Its card names no licence: without one, nothing is permitted");
        }

        if (!isFolder)
        {
            notes.Add("A single file comes without a tokenizer; one has to lie in the models folder");
        }

        return notes;
    }
}
