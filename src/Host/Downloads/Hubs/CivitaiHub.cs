using System.Globalization;
using System.Text.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Downloads;

/// <summary>
/// Civitai: <c>GET /api/v1/model-versions/{id}</c> tells the files (<c>name</c>, <c>type</c>, <c>sizeKB</c>, <c>hashes.SHA256</c>,
/// <c>downloadUrl</c>, <c>primary</c>), <c>GET /api/v1/models/{id}</c> what the maker permits.
/// </summary>
internal static class CivitaiHub
{
    public static async Task<ModelOffer> DescribeAsync(
        HubClient client, ModelSource.Civitai source, string? wanted, CancellationToken cancellation)
    {
        var hub = client.Options.Civitai;
        var id = source.Version.ToString(CultureInfo.InvariantCulture);
        var version = await client.JsonAsync(new Uri(hub, $"api/v1/model-versions/{id}"), cancellation);
        var modelId = version.Whole("modelId");
        var model = modelId is null ? default : await client.JsonAsync(new Uri(hub, $"api/v1/models/{modelId}"), cancellation);

        var file = Choose([.. version.Items("files").Where(IsModel)], wanted);
        var name = file.Text("name")!;
        var local = ModelNames.Of(ModelNames.WithoutEnding(name)!);
        var type = version.At("model")?.Text("type");
        return new ModelOffer
        {
            Source = $"civitai:{id}",
            Revision = version.Text("name"),
            Name = local,
            IsFolder = false,
            Files =
            [
                new OfferedFile(
                    local + Path.GetExtension(name).ToLowerInvariant(),
                    Uri.TryCreate(hub, file.Text("downloadUrl") ?? $"api/download/models/{id}", out var url)
                        ? url
                        : new Uri(hub, $"api/download/models/{id}"),
                    file.At("sizeKB") is { ValueKind: JsonValueKind.Number } size
                        ? (long)Math.Clamp(size.GetDouble() * 1024, 0, 1e15)
                        : null,
                    FileHash.Sha256(file.At("hashes")?.Text("SHA256")),
                    IsExact: false),
            ],
            Page = new Uri(hub, $"models/{modelId}?modelVersionId={id}").ToString(),
            Type = type,
            BaseModel = version.Text("baseModel"),
            Licence = Licence(version.Text("baseModel"), new Uri(hub, $"models/license/{id}")),
            Restrictions = CivitaiPermissions.Restrictions(model),
            TrainedWords = version.Texts("trainedWords"),
            Notes = Notes(type, file),
            Card = Card(version.At("model")?.Text("name"), version.Text("description"), model.Text("description")),
        };
    }

    private static string Card(params string?[] parts) => CardText.Plain(string.Join("\n\n", parts.OfType<string>()));

    private static bool IsModel(JsonElement file) =>
        file.Text("name") is { } name && ModelNames.WithoutEnding(name) is not null && file.Text("type") is not "Training Data";

    private static JsonElement Choose(IReadOnlyList<JsonElement> files, string? wanted)
    {
        if (wanted is not null)
        {
            return files.Where(file => file.Text("name") == wanted).Select(file => (JsonElement?)file).FirstOrDefault()
                ?? throw new DownloadException(
                    DownloadFault.BadRequest,
                    $"{OneLine.Quoted(wanted)} is not among its .safetensors and .onnx files: {List(files)}", "file");
        }

        var primary = files.Where(file => file.Flag("primary") == true).ToList();
        return primary.Count == 1 ? primary[0]
            : files.Count == 1 ? files[0]
            : files.Count == 0 ? throw new DownloadException(
                DownloadFault.BadRequest,
                "this version has no .safetensors or .onnx file; other formats are not opened, and pickles never", "source")
            : throw new DownloadException(
                DownloadFault.BadRequest, $"this version has several files; say which by its name: {List(files)}", "file");
    }

    private static string List(IEnumerable<JsonElement> files) =>
        string.Join(", ", files.Select(file => OneLine.Of(file.Text("name")!, 100)));

    // Civitai shows the base model's licence, with the maker's permissions on top, on this page.
    private static ModelLicence Licence(string? baseModel, Uri page) => new(
        "civitai", baseModel is null ? "its maker's permissions" : $"that of {baseModel}, with its maker's permissions", page.ToString());

    private static IReadOnlyList<string> Notes(string? type, JsonElement file)
    {
        var notes = new List<string>();
        if (type is not (null or "Checkpoint"))
        {
            notes.Add($"It is a {type}, which no picture can be made with alone");
        }

        if (file.Text("type") is { } kind && kind is not ("Model" or "Pruned Model"))
        {
            notes.Add($"The file is the version's {kind}");
        }

        if (FileHash.Sha256(file.At("hashes")?.Text("SHA256")) is null)
        {
            notes.Add("The hub gives no SHA-256 for it, so that its bytes can only be checked for their form");
        }

        notes.Add("A single file comes without a tokenizer; one has to lie in the models folder");
        return notes;
    }
}
