namespace Atelier.Host.Downloads;

/// <summary>
/// Keeps the queue's downloads beside their parts (<c>models/.downloads/KEY/download.json</c>), so that a restart goes on with them. A
/// download of the command line has no such file: whoever gave the command repeats it.
/// </summary>
/// <param name="models">The models folder.</param>
internal sealed class DownloadStore(string models)
{
    private const string FileName = "download.json";

    /// <summary>Every download that did not come to its end, oldest first.</summary>
    public IReadOnlyList<Download> Load() => Directory.Exists(Root)
        ? [
            .. Directory.EnumerateDirectories(Root)
                .Select(folder => DownloadFolder.ReadJson<Download>(Path.Combine(folder, FileName)))
                .Where(download => download is { Offer.Files.Count: > 0 } && download.Id == download.Offer.Key)
                .OfType<Download>()
                .OrderBy(download => download.CreatedAt),
        ]
        : [];

    /// <summary>Keeps a download as it stands.</summary>
    public void Save(Download download)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, download.Id)).FullName;
        var path = Path.Combine(folder, FileName);
        DownloadFolder.WriteJson(path, download);

        // A URL in it may be a signed one.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Removes a download with all that was fetched of it.</summary>
    public void Remove(string id) => DownloadFolder.Remove(models, id);

    /// <summary>Removes what nobody has touched since.</summary>
    public void Sweep(DateTimeOffset before)
    {
        if (!Directory.Exists(Root))
        {
            return;
        }

        foreach (var folder in new DirectoryInfo(Root).EnumerateDirectories())
        {
            if (folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(folder)
                .Max(entry => entry.LastWriteTimeUtc) < before.UtcDateTime)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private string Root => Path.Combine(models, DownloadFolder.Root);
}
