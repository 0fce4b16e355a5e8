namespace Atelier.Host.Plugins.Live;

/// <summary>The folders of plugins that are there, in the order in which they win names.</summary>
internal sealed partial class PluginSlots(LivePluginSettings settings, ILogger log)
{
    private readonly SortedDictionary<(int Root, string Path), PluginFolder> _folders = [];

    public IReadOnlyList<PluginFolder> All => [.. _folders.Values];

    /// <summary>The plugins that jobs from now on use.</summary>
    public IReadOnlyList<RunningPlugin> Running => [.. _folders.Values.Select(folder => folder.Running).OfType<RunningPlugin>()];

    public IReadOnlyList<PluginStatus> Statuses => [.. _folders.Values.Select(folder => folder.Status).OfType<PluginStatus>()];

    /// <summary>Whether nothing is still being written or loaded.</summary>
    public bool AreSettled => !_folders.Values.Any(folder => folder.Pending || folder.Loading is not null);

    /// <summary>The folder of a plugin; null where there is none.</summary>
    public PluginFolder? Find(string id) => _folders.Values.FirstOrDefault(folder => folder.Id == id);

    /// <summary>Takes up the folders that have come.</summary>
    public void Look()
    {
        for (var root = 0; root < settings.Roots.Count; root++)
        {
            try
            {
                foreach (var path in PluginDirectory.Scan([settings.Roots[root]]))
                {
                    if (settings.Only?.Contains(Path.GetFileName(path)) ?? true)
                    {
                        _folders.TryAdd((root, path), new PluginFolder(path));
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogRootUnreadable(log, settings.Roots[root], exception.Message);
            }
        }
    }

    public void Remove(PluginFolder folder)
    {
        foreach (var key in _folders.Where(pair => pair.Value == folder).Select(pair => pair.Key).ToArray())
        {
            _folders.Remove(key);
        }
    }

    /// <summary>Why what was loaded from a folder cannot run beside the others; null where it can.</summary>
    public PluginException? Refusal(PluginFolder folder, FolderLoading loading)
    {
        folder.Contested = false;
        if (loading.Attempt!.Failure is { } failure)
        {
            return failure;
        }

        try
        {
            var claims = new NameClaims();
            foreach (var other in _folders.Values.Where(other => other != folder).Select(other => other.Running).OfType<RunningPlugin>())
            {
                claims.Claim(other.Manifest.Id, other.Parts);
            }

            claims.Claim(loading.Attempt.Plugin!.Manifest.Id, loading.Attempt.Plugin.Parts);
            return null;
        }
        catch (PluginException taken)
        {
            folder.Contested = true;
            return taken;
        }
    }

    /// <summary>Names have become free: those that were refused for a name are tried again.</summary>
    public void TryContestedAgain()
    {
        foreach (var folder in _folders.Values.Where(folder => folder.Contested))
        {
            folder.Tried = null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The plugins folder {Root} cannot be read: {Reason}")]
    private static partial void LogRootUnreadable(ILogger log, string root, string reason);
}
