using Atelier.Host.Worker;

namespace Atelier.Host.Notify;

/// <param name="Type"><c>plugin.loaded</c>, <c>plugin.failed</c> or <c>plugin.removed</c>.</param>
internal sealed record PluginChange(string Type, PluginInfo Plugin);

/// <summary>
/// Tells what is new in a worker's plugins against what it had last. Of those that are there when the server starts it tells only which
/// failed; a worker that starts again with the same plugins is no news.
/// </summary>
internal sealed class PluginChanges
{
    private Dictionary<string, PluginInfo>? _last;

    public IReadOnlyList<PluginChange> Take(IReadOnlyList<PluginInfo> plugins)
    {
        // What drains or leaked was replaced or removed before; of two with one id the active one counts.
        var now = plugins.Where(plugin => plugin.State is "active" or "failed").OrderBy(plugin => plugin.State != "active")
            .DistinctBy(plugin => plugin.Id)
            .ToDictionary(plugin => plugin.Id);
        var changes = new List<PluginChange>();
        foreach (var plugin in now.Values)
        {
            var before = _last?.GetValueOrDefault(plugin.Id);
            if (plugin.Reason is not null && (plugin.Reason, plugin.State) != (before?.Reason, before?.State))
            {
                changes.Add(new PluginChange("plugin.failed", plugin));
            }
            else if (_last is not null && plugin.State == "active" && (before?.State, before?.Version) != (plugin.State, plugin.Version))
            {
                changes.Add(new PluginChange("plugin.loaded", plugin));
            }
        }

        changes.AddRange(
            (_last ?? []).Values.Where(plugin => !now.ContainsKey(plugin.Id)).Select(plugin => new PluginChange("plugin.removed", plugin)));
        _last = now;
        return changes;
    }
}
