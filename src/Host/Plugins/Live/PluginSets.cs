namespace Atelier.Host.Plugins.Live;

/// <summary>The current set of plugins and those that are still used, counted.</summary>
/// <param name="unused">Told of a plugin that no used set holds any more.</param>
internal sealed class PluginSets(Action<RunningPlugin> unused)
{
    private readonly Lock _gate = new();
    private PluginSet _current = new([]);

    public PluginSet Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>The current set, for as long as the lease is held.</summary>
    public PluginLease Use()
    {
        lock (_gate)
        {
            _current.Users++;
            return new PluginLease(_current, Leave);
        }
    }

    /// <summary>One plugin alone, which stays until the hold is disposed.</summary>
    /// <returns>Null where it is told to unload already.</returns>
    public IDisposable? Hold(RunningPlugin plugin)
    {
        lock (_gate)
        {
            if (plugin.Sets == 0)
            {
                return null;
            }

            plugin.Sets++;
            return new PluginHold(() => LetGo(plugin));
        }
    }

    /// <summary>Makes another set the current one, at once for all who ask from now on.</summary>
    public void Replace(IReadOnlyList<RunningPlugin> plugins)
    {
        var next = new PluginSet(plugins);
        PluginSet before;
        lock (_gate)
        {
            foreach (var plugin in plugins)
            {
                plugin.Sets++;
            }

            (before, _current) = (_current, next);
        }

        Leave(before);
    }

    private void LetGo(RunningPlugin plugin)
    {
        bool isFree;
        lock (_gate)
        {
            isFree = --plugin.Sets == 0;
        }

        if (isFree)
        {
            unused(plugin);
        }
    }

    private void Leave(PluginSet set)
    {
        RunningPlugin[] free;
        lock (_gate)
        {
            free = --set.Users > 0 ? [] : [.. set.Plugins.Where(plugin => --plugin.Sets == 0)];
        }

        Array.ForEach(free, unused);
    }
}
