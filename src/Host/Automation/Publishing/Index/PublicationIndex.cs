using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Host.Api.Json;

namespace Atelier.Host.Automation.Publishing.Index;

/// <summary>
/// The JSON beside a publication, from which a page makes its <c>img</c> or <c>picture</c>. Addresses in it are relative to its own, so
/// that it is the same wherever it lies.
/// </summary>
internal static class PublicationIndex
{
    // Smaller ones first: a browser takes the first source that it knows.
    private static readonly string[] Preference = ["image/avif", "image/webp"];

    /// <summary>The address of the index below a target's: <c>hero.json</c>.</summary>
    public static string PathOf(string name) => $"{name}.json";

    /// <summary>The address of a file below a target's: <c>hero/01J…/hero-1024.webp</c>. What lies there never changes.</summary>
    public static string PathOf(string name, string version, string file) => $"{name}/{version}/{file}";

    /// <summary>The version that an index shows; null where it is none.</summary>
    public static string? VersionOf(ReadOnlySpan<byte> index)
    {
        try
        {
            return (JsonNode.Parse(index) as JsonObject)?["version"] is JsonValue version && version.TryGetValue<string>(out var text)
                ? text
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static byte[] Write(PublicationFacts publication)
    {
        var picture = publication.Files[0];
        var index = new IndexDocument(
            publication.Name, publication.Id, publication.At, publication.Alt, PathOf(publication.Name, publication.Id, picture.Name),
            picture.Width,
            picture.Height, SourceSet(publication, Same(publication, picture).Where(file => file.Type == picture.Type)),
            Sources(publication, picture),
            Crops(publication),
            [
                .. publication.Files.Select(file => new IndexFile(
                    PathOf(publication.Name, publication.Id, file.Name), file.Type, file.Width, file.Height, file.Bytes, file.Hash,
                    NullIfNone(file.Crop))),
            ],
            JsonElement.Parse(publication.Details));
        return JsonSerializer.SerializeToUtf8Bytes(index, ApiJson.Options);
    }

    private static IEnumerable<FileFacts> Same(PublicationFacts publication, FileFacts picture) =>
        publication.Files.Where(file => file.Crop == picture.Crop);

    private static IReadOnlyList<IndexSource> Sources(PublicationFacts publication, FileFacts picture) =>
    [
        .. Same(publication, picture)
            .GroupBy(file => file.Type)
            .OrderBy(type => Array.IndexOf(Preference, type.Key) is >= 0 and var place ? place : Preference.Length)
            .Select(type => new IndexSource(type.Key, SourceSet(publication, type))),
    ];

    private static IReadOnlyDictionary<string, IndexCrop>? Crops(PublicationFacts publication)
    {
        var named = publication.Files.Where(file => file.Crop.Length > 0).GroupBy(file => file.Crop).ToDictionary(
            crop => crop.Key,
            crop => new IndexCrop(
                PathOf(publication.Name, publication.Id, crop.First().Name), crop.First().Width, crop.First().Height,
                Sources(publication, crop.First())));
        return named.Count > 0 ? named : null;
    }

    private static string SourceSet(PublicationFacts publication, IEnumerable<FileFacts> files) => string.Join(", ", files
        .DistinctBy(file => file.Width)
        .OrderBy(file => file.Width)
        .Select(file => $"{PathOf(publication.Name, publication.Id, file.Name)} {file.Width}w"));

    private static string? NullIfNone(string text) => text.Length > 0 ? text : null;
}
