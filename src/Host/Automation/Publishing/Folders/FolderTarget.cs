using Atelier.Diffusion.Imaging;
using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing.Folders;

/// <summary>
/// A folder: <c>hero/01J…/…</c> for each version, and <c>hero.json</c>, which is replaced last and by one rename. Earlier versions stay for
/// a while, so that pages which were read before the change still find what they name.
/// </summary>
internal sealed partial class FolderTarget(PublishFolders folders, ILogger<FolderTarget> logger) : PublishTarget<FolderSettings>
{
    public override string Kind => TargetKinds.Folder;

    protected override IEnumerable<(string Field, string Problem)> Problems(FolderSettings settings) => settings.Problems(folders);

    protected override Task<PublishedPlace> PublishAsync(Publication publication, FolderSettings settings, CancellationToken cancellation) => Task.Run(
        () =>
        {
            var root = folders.Find(settings.Path)!;
            try
            {
                ThrowIfInTheWay(root, publication.Name, settings.Alias);
                foreach (var file in Release.Of(publication, settings.Alias))
                {
                    cancellation.ThrowIfCancellationRequested();
                    PublicFile.Write(root, file);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new RunException(
                    "publish_failed",
                    DiskFull.Is(exception)
                        ? $"the disk of {root} is full"
                        : $"{root} could not be written: {OneLine.Of(exception.Message)}");
            }

            RemoveOld(root, publication, settings.Keep);
            return settings.Place(publication, $"folder {root}");
        },
        cancellation);

    // What can be known to fail, fails before anything changes.
    private static void ThrowIfInTheWay(string root, string name, string? alias)
    {
        if (((string?[])[PublicationIndex.PathOf(name), alias]).FirstOrDefault(
            file => file is not null && Directory.Exists(Path.Combine(root, file))) is { } path)
        {
            throw new IOException($"{path} is a folder there");
        }
    }

    private void RemoveOld(string root, Publication publication, int keep)
    {
        try
        {
            var removed = VersionFolders.RemoveOld(Path.Combine(root, publication.Name), publication.Id, keep);
            if (removed > 0)
            {
                Removed(removed, root);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NotRemoved(root, exception);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Removed {Count} old versions from {Folder}")]
    private partial void Removed(int count, string folder);

    [LoggerMessage(LogLevel.Warning, "Old versions in {Folder} could not be removed, and will be tried again with the next publication")]
    private partial void NotRemoved(string folder, Exception exception);
}
