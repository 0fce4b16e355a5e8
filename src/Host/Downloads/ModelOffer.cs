using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Atelier.Host.Downloads;

/// <summary>A model that a hub offers: everything to show before it is fetched, and everything to fetch it.</summary>
internal sealed record ModelOffer
{
    /// <summary>
    /// What was asked for, in its shortest form: <c>hf:owner/name@revision</c>, <c>civitai:123</c>, a URL without its query.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>The exact state of it: a commit, a version's id; null for a plain URL.</summary>
    public string? Revision { get; init; }

    /// <summary>What it will be called here.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is a folder in diffusers' layout; else it is one file.</summary>
    public required bool IsFolder { get; init; }

    public required IReadOnlyList<OfferedFile> Files { get; init; }

    /// <summary>Its page, for people.</summary>
    public string? Page { get; init; }

    /// <summary>What the hub calls it: <c>Checkpoint</c>, <c>StableDiffusionPipeline</c>; null where it does not say.</summary>
    public string? Type { get; init; }

    public string? BaseModel { get; init; }

    public ModelLicence? Licence { get; init; }

    /// <summary>What its maker asks of those who use it, a sentence each.</summary>
    public IReadOnlyList<string> Restrictions { get; init; } = [];

    /// <summary>Whether the hub gives it only to those who accepted its conditions there.</summary>
    public bool Gated { get; init; }

    /// <summary>Words that its maker says it listens to.</summary>
    public IReadOnlyList<string> TrainedWords { get; init; } = [];

    /// <summary>What should be known before fetching it, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Its card as plain text, cut where it is long.</summary>
    public string Card { get; init; } = "";

    /// <summary>All files; null where the server does not say.</summary>
    [JsonIgnore]
    public long? Bytes => Files.Aggregate((long?)0, (sum, file) => sum + file.Bytes);

    /// <summary>Names this download: the same again, after an interruption or a restart, goes on where it stopped.</summary>
    [JsonIgnore]
    public string Key
    {
        get
        {
            var files = Files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Path} {file.Bytes} {file.Hash?.Hex}"));
            var text = string.Join('\n', files.Prepend($"{Source} {Revision} {Name}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        }
    }
}

/// <summary>A file of an offer.</summary>
/// <param name="Path">Below the model's folder, with <c>/</c>; for a single file its name.</param>
/// <param name="Url">Where it is fetched.</param>
/// <param name="Bytes">Its size; null where the server does not say.</param>
/// <param name="Hash">What its bytes must be; null where the server does not say.</param>
/// <param name="IsExact">Whether the size is exact, or only about right.</param>
internal sealed record OfferedFile(string Path, Uri Url, long? Bytes, FileHash? Hash, bool IsExact = true);

/// <summary>A licence.</summary>
/// <param name="Id">As the hub writes it: <c>creativeml-openrail-m</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Link">Its text; null where the hub gives none.</param>
internal sealed record ModelLicence(string Id, string Name, string? Link);
