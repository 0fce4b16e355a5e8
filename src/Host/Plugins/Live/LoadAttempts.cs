using System.Globalization;

namespace Atelier.Host.Plugins.Live;

/// <summary>
/// Notes on disk which plugin is being loaded, so that one which ends the process (<c>Environment.Exit</c>, a stack overflow, a native crash)
/// is set aside after some times instead of ending every process that starts.
/// </summary>
/// <param name="folder">Where the notes lie: one a content, gone when it loaded or failed in an orderly way.</param>
internal sealed class LoadAttempts(string folder)
{
    /// <summary>More than one, since a process may also be killed from outside at that moment.</summary>
    private const int Most = 3;

    /// <summary>Notes that a content is about to be loaded.</summary>
    /// <returns>Done with, however it went, as long as the process still is there.</returns>
    /// <exception cref="PluginException">It ended the process each time it was tried.</exception>
    public IDisposable Begin(string content)
    {
        var note = Path.Combine(folder, content);
        var before = File.Exists(note) && int.TryParse(File.ReadAllText(note), CultureInfo.InvariantCulture, out var count) ? count : 0;
        if (before >= Most)
        {
            throw new PluginException($"the process ended {before} times while it was loaded; replace it, or remove {note} to try again");
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(note, (before + 1).ToString(CultureInfo.InvariantCulture));
        return new Note(note);
    }

    private sealed class Note(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}
