namespace Atelier.Host.Downloads;

/// <summary>Fetches what was offered and puts it into the models folder, whole or not at all.</summary>
/// <param name="files">Fetches each file.</param>
/// <param name="models">The models folder.</param>
/// <param name="freeBytes">Says how much room a folder's disk has.</param>
/// <param name="time">The clock.</param>
internal sealed class ModelFetcher(FileFetcher files, string models, Func<string, long> freeBytes, TimeProvider time)
{
    // What a disk must keep, so that a download never takes the last of it from everything else.
    private const long KeepFree = 256 << 20;

    /// <summary>The models folder.</summary>
    public string Models => models;

    /// <summary>Where a model would come to lie.</summary>
    public string PathOf(ModelOffer offer) => Path.Combine(models, offer.IsFolder ? offer.Name : offer.Files[0].Path);

    /// <summary>Whether there is a model of its name already.</summary>
    public bool IsTaken(ModelOffer offer) => PathOf(offer) is var path && (File.Exists(path) || Directory.Exists(path));

    /// <summary>Checks that a model may be fetched: no other has its name, and there is room.</summary>
    /// <exception cref="DownloadException">It may not.</exception>
    public void Check(ModelOffer offer, bool replace)
    {
        CheckName(offer, replace);
        CheckRoom(offer);
    }

    /// <summary>Fetches it.</summary>
    /// <returns>Where it lies.</returns>
    /// <exception cref="DownloadException">It could not be had; what came so far stays for the next try, unless it was wrong.</exception>
    public async Task<string> FetchAsync(ModelOffer offer, bool replace, DownloadMeter meter, CancellationToken cancellation)
    {
        Check(offer, replace);
        using var folder = DownloadFolder.Take(models, offer.Key);
        try
        {
            foreach (var file in offer.Files)
            {
                meter.Begin(file);
                await files.FetchAsync(file, folder.PathOf(file), meter.Received, cancellation);
                meter.End();
            }

            DownloadFolder.WriteJson(Path.Combine(folder.Files, SourceRecord.FileName), SourceRecord.Make(offer, folder, time.GetUtcNow()));

            // The name may have been taken meanwhile.
            CheckName(offer, replace);
            Place(offer, folder);
        }
        catch (IOException exception) when (IsFull(exception))
        {
            throw new DownloadException(
                DownloadFault.NoSpace,
                "the disk of the models folder is full; what came so far stays for the next try", null, exception);
        }

        folder.Dispose();
        try
        {
            DownloadFolder.Remove(models, offer.Key);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The model is in its place; what is left here goes with the next sweep.
        }

        return PathOf(offer);
    }

    private void CheckName(ModelOffer offer, bool replace)
    {
        if (!replace && IsTaken(offer))
        {
            throw new DownloadException(
                DownloadFault.Exists,
                $"there is a model {offer.Name} already; take another name, or replace it explicitly", "name");
        }
    }

    private void Place(ModelOffer offer, DownloadFolder folder)
    {
        var target = PathOf(offer);
        if (!offer.IsFolder)
        {
            File.Move(Path.Combine(folder.Files, SourceRecord.FileName), SourceRecord.PathFor(target), overwrite: true);
            File.Move(folder.PathOf(offer.Files[0]), target, overwrite: true);
            return;
        }

        // A folder cannot be renamed over another: the old one steps aside, and goes with the download's folder.
        var old = Path.Combine(folder.Path, "old");
        if (Directory.Exists(target))
        {
            Directory.Move(target, old);
        }

        Directory.Move(folder.Files, target);
    }

    private void CheckRoom(ModelOffer offer)
    {
        var needed = offer.Bytes - DownloadFolder.Have(models, offer.Key) + KeepFree;
        if (needed is not null && freeBytes(models) is var free && needed > free)
        {
            throw new DownloadException(
                DownloadFault.NoSpace,
                $"{offer.Name} needs {Megabytes(needed.Value)} MB, of which {Megabytes(KeepFree)} MB stay free, and the disk of the models folder has "
                + $"{Megabytes(free)} MB");
        }
    }

    private static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;

    // ENOSPC and EDQUOT, and Windows' ERROR_DISK_FULL.
    private static bool IsFull(IOException exception) => exception.HResult is 28 or 122 || (exception.HResult & 0xFFFF) == 112;
}
