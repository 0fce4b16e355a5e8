namespace Atelier.Host.Plugins.Live;

/// <summary>Says when something changes under some folders. Only a hint: what it misses, a look every now and then finds.</summary>
internal sealed class FolderWatch(IReadOnlyList<string> folders, Action changed) : IDisposable
{
    private readonly Dictionary<string, FileSystemWatcher> _watchers = [];

    /// <summary>Begins to watch the folders that are there and are not watched yet.</summary>
    public void Renew()
    {
        foreach (var folder in folders)
        {
            if (_watchers.TryGetValue(folder, out var watcher) && !watcher.EnableRaisingEvents)
            {
                watcher.Dispose();
                _watchers.Remove(folder);
            }

            if (!_watchers.ContainsKey(folder) && Directory.Exists(folder))
            {
                Watch(folder);
            }
        }
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers.Values)
        {
            watcher.Dispose();
        }
    }

    private void Watch(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => changed();
            watcher.Created += (_, _) => changed();
            watcher.Deleted += (_, _) => changed();
            watcher.Renamed += (_, _) => changed();
            watcher.Error += (_, _) =>
            {
                watcher.EnableRaisingEvents = false;
                changed();
            };
            watcher.EnableRaisingEvents = true;
            _watchers.Add(folder, watcher);
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // Gone again, or the system watches no more folders.
        }
    }
}
