using Atelier.Host.Downloads;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>Asks what a source offers.</summary>
/// <param name="Source"><c>hf:OWNER/NAME[@REVISION]</c>, <c>civitai:VERSION</c>, or an https URL.</param>
/// <param name="File">Which file of it, where there are several.</param>
/// <param name="Name">What the model is to be called; the hub's name for it where none is given.</param>
internal sealed record PreviewBody(string Source, string? File = null, string? Name = null);

/// <summary>Asks for a download.</summary>
/// <param name="Source"><c>hf:OWNER/NAME[@REVISION]</c>, <c>civitai:VERSION</c>, or an https URL.</param>
/// <param name="Name">What the model is to be called; the hub's name for it where none is given.</param>
/// <param name="File">Which file of it, where there are several.</param>
/// <param name="AcceptLicence">That the licence and the restrictions, which a preview shows, are accepted. Must be true.</param>
/// <param name="Replace">Whether it may take the place of a model of the same name.</param>
internal sealed record DownloadBody(
    string Source, string? Name = null, string? File = null, bool AcceptLicence = false, bool Replace = false);

/// <summary>What a source offers.</summary>
/// <param name="Bytes">All files; absent where the server does not say.</param>
/// <param name="Exists">Whether there is a model of its name already.</param>
internal sealed record OfferView(
    string Source, string? Revision, string Name, string Layout, string? Page, string? Type, string? BaseModel, ModelLicence? Licence,
    bool Gated,
    IReadOnlyList<string> Restrictions, IReadOnlyList<string> TrainedWords, IReadOnlyList<string> Notes, long? Bytes,
    IReadOnlyList<OfferedFileView> Files,
    string Card, bool Exists)
{
    public static OfferView Of(ModelOffer offer, bool exists) => new(
        offer.Source, offer.Revision, offer.Name, offer.IsFolder ? "folder" : "file", offer.Page, offer.Type, offer.BaseModel,
        offer.Licence, offer.Gated,
        offer.Restrictions, offer.TrainedWords, offer.Notes, offer.Bytes,
        [.. offer.Files.Select(file => new OfferedFileView(file.Path, file.Bytes))], offer.Card, exists);
}

/// <summary>A file of an offer.</summary>
internal sealed record OfferedFileView(string Path, long? Bytes);

/// <summary>A download as it is shown.</summary>
/// <param name="Position">How many downloads wait before it; only of one that waits.</param>
/// <param name="Received">Bytes that are there.</param>
/// <param name="File">The file that is being fetched.</param>
internal sealed record DownloadView(
    string Id, string Source, string? Revision, string Name, DownloadState State, int? Position, string Owner,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    long Received, long? Bytes, string? File, double? BytesPerSecond, double? RemainingSeconds, string? Error)
{
    public static DownloadView Of(DownloadEntry entry, int? position)
    {
        var download = entry.Download;
        var progress = entry.Meter.Read();
        var runs = download.State == DownloadState.Running;
        return new DownloadView(
            download.Id, download.Offer.Source, download.Offer.Revision, download.Offer.Name, download.State, position, download.Owner,
            download.CreatedAt, download.StartedAt, download.EndedAt, progress.Received, progress.Bytes, progress.File,
            runs ? progress.BytesPerSecond : null, runs ? progress.Remaining?.TotalSeconds : null, download.Error);
    }
}
