using Atelier.Diffusion.Checkpoints;

namespace Atelier.Host.Downloads;

/// <summary>
/// Where a model came from and on what terms: <c>atelier-source.json</c> in its folder, <c>NAME.atelier-source.json</c> beside a single
/// file.
/// </summary>
internal sealed record SourceRecord
{
    public const string FileName = "atelier-source.json";

    public required string Source { get; init; }

    public string? Revision { get; init; }

    public string? Page { get; init; }

    public string? BaseModel { get; init; }

    public ModelLicence? Licence { get; init; }

    public IReadOnlyList<string> Restrictions { get; init; } = [];

    public IReadOnlyList<string> TrainedWords { get; init; } = [];

    /// <summary>The SHA-256 of each file of weights, as it came.</summary>
    public IReadOnlyDictionary<string, string> Sha256 { get; init; } = new Dictionary<string, string>();

    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>Where it lies for a model.</summary>
    /// <param name="model">The model's file or folder.</param>
    public static string PathFor(string model) =>
        Directory.Exists(model) ? Path.Combine(model, FileName) : Path.ChangeExtension(model, FileName);

    /// <summary>Reads a model's; null where it has none.</summary>
    public static SourceRecord? Of(string model) => DownloadFolder.ReadJson<SourceRecord>(PathFor(model));

    /// <summary>Makes one for files that were fetched.</summary>
    /// <param name="offer">What was fetched.</param>
    /// <param name="folder">Where its files lie.</param>
    /// <param name="at">Now.</param>
    public static SourceRecord Make(ModelOffer offer, DownloadFolder folder, DateTimeOffset at) => new()
    {
        Source = offer.Source,
        Revision = offer.Revision,
        Page = offer.Page,
        BaseModel = offer.BaseModel,
        Licence = offer.Licence,
        Restrictions = offer.Restrictions,
        TrainedWords = offer.TrainedWords,
        Sha256 = offer.Files.Where(file => file.Path.EndsWith(ModelNames.Safetensors, StringComparison.Ordinal))
            .ToDictionary(file => file.Path, file => HashOf(file, folder)),
        FetchedAt = at,
    };

    // One that was announced was compared with the bytes already.
    private static string HashOf(OfferedFile file, DownloadFolder folder)
    {
        if (file.Hash is { Algorithm: FileHash.Sha256Name } known)
        {
            return known.Hex;
        }

        using var weights = SafetensorsFile.Open(folder.PathOf(file), file.Path);
        return weights.Sha256();
    }
}
