using System.Globalization;

namespace Atelier.Host.Plugins.Live;

/// <summary>
/// Notes on disk which plugin is being loaded, so that one which ends the process (<c>Environment.Exit</c>, a stack overflow, a native
/// crash) is set aside after some times instead of ending every process that starts.
/// </summary>
/// <param name="folder">Where the notes lie: one a content, gone when it loaded or failed in an orderly way.</param>
/// <param name="time">A note of long ago is no longer held against a plugin.</param>
internal sealed class LoadAttempts(string folder, TimeProvider time)
{
    /// <summary>More than one, since a process may also be killed from outside at that moment.</summary>
    private const int Most = 3;

    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    // Many load side by side; one that was there when a process ended loads alone, so that only the guilty is found with it again.
    private readonly ReaderWriterLockSlim _turn = new();

    /// <summary>Notes that a content is about to be loaded, by this thread.</summary>
    /// <returns>To be disposed by the same thread, however it went, as long as the process still is there.</returns>
    /// <exception cref="PluginException">It ended the process each time it was tried.</exception>
    public IDisposable Begin(string content)
    {
        var note = Path.Combine(folder, content);
        var before = Before(note);
        if (before >= Most)
        {
            throw new PluginException($"the process ended {before} times while it was loaded; replace it, or remove {note} to try again");
        }

        Directory.CreateDirectory(folder);
        if (before > 0)
        {
            _turn.EnterWriteLock();
        }
        else
        {
            _turn.EnterReadLock();
        }

        File.WriteAllText(note, (before + 1).ToString(CultureInfo.InvariantCulture));
        return new Note(note, _turn);
    }

    private int Before(string note) =>
        File.Exists(note) && time.GetUtcNow() - File.GetLastWriteTimeUtc(note) < Memory
            && int.TryParse(File.ReadAllText(note), CultureInfo.InvariantCulture, out var count)
            ? count
            : 0;

    private sealed class Note(string path, ReaderWriterLockSlim turn) : IDisposable
    {
        public void Dispose()
        {
            File.Delete(path);
            if (turn.IsWriteLockHeld)
            {
                turn.ExitWriteLock();
            }
            else
            {
                turn.ExitReadLock();
            }
        }
    }
}
