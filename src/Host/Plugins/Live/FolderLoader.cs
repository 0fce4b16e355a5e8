using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Plugins.Live;

/// <summary>Copies a plugin's folder and loads the copy.</summary>
internal sealed class FolderLoader(LivePluginSettings settings, PluginSnapshots snapshots)
{
    /// <summary>Loads a folder with the options that are kept for it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="stamp">How it was when it was found to be written.</param>
    /// <param name="running">The content that runs already, which need not be loaded again.</param>
    /// <param name="optionsFile">The file that the stamp takes in.</param>
    public FolderLoading Load(string path, FolderStamp stamp, string? running, string? optionsFile)
    {
        PluginSnapshot? snapshot = null;
        try
        {
            if (IsElsewhere(path, running))
            {
                return new FolderLoading(stamp, null, "", null) { IsElsewhere = true };
            }

            snapshot = snapshots.Take(path);
            var manifest = PluginManifestReader.Read(snapshot.Folder);
            var options = settings.Options?.Read(manifest.Id);
            var content = ContentOf(snapshot, options);
            if (FolderStamp.Of(path, optionsFile) != stamp || content == running)
            {
                PluginSnapshots.Remove(snapshot.Folder);
                return new FolderLoading(content == running ? stamp : null, null, content, null);
            }

            return new FolderLoading(stamp, snapshot, content, Attempt(snapshot, content, options));
        }
        catch (Exception exception) when (exception is PluginException or IOException or UnauthorizedAccessException)
        {
            return Failed(stamp, snapshot, exception);
        }
    }

    /// <summary>Loads a folder as it is with other options.</summary>
    public FolderLoading LoadWith(string path, string options)
    {
        try
        {
            var snapshot = snapshots.Take(path);
            var content = ContentOf(snapshot, options);
            return new FolderLoading(null, snapshot, content, Attempt(snapshot, content, options));
        }
        catch (Exception exception) when (exception is PluginException or IOException or UnauthorizedAccessException)
        {
            return Failed(null, null, exception);
        }
    }

    // Whose plugin it is that has no manifest that can be read is told where an older version of it runs, else by the worker.
    private bool IsElsewhere(string path, string? running)
    {
        try
        {
            return PluginManifestReader.Read(path).RunsIn != settings.Process;
        }
        catch (Exception exception) when (exception is PluginException or IOException or UnauthorizedAccessException)
        {
            return running is null && settings.Process != PluginProcess.Worker;
        }
    }

    private static FolderLoading Failed(FolderStamp? stamp, PluginSnapshot? snapshot, Exception exception) => new(
        stamp, snapshot, "",
        new PluginAttempt(null, null, exception as PluginException ?? new PluginException(exception.Message, exception)));

    private PluginAttempt Attempt(PluginSnapshot snapshot, string content, string? options)
    {
        try
        {
            using var note = settings.Attempts?.Begin(content);
            return PluginAttempt.At(snapshot.Folder, settings.Loader, _ => options);
        }
        catch (PluginException exception)
        {
            return new PluginAttempt(PluginManifestReader.Read(snapshot.Folder), null, exception);
        }
    }

    private static string ContentOf(PluginSnapshot snapshot, string? options) => options is null
        ? snapshot.Content
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{options}\n{snapshot.Content}")).AsSpan(0, 16));
}
