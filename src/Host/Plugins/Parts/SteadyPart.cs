using Atelier.Host.Texts;

namespace Atelier.Host.Plugins;

/// <summary>
/// A plugin's part behind the Host's own object: what it says of itself was read once, when it was added, and the way to the plugin's code
/// is cut when the plugin goes. So nothing of the Host that is kept too long keeps a plugin in memory.
/// </summary>
internal abstract class SteadyPart<T> : INamed
    where T : class, INamed
{
    private T? _inner;

    protected SteadyPart(string kind, T? inner)
    {
        _inner = inner ?? throw new PluginException($"it adds a {kind} that is null");
        Name = inner.Name ?? throw new PluginException($"it adds a {kind} that has no name");
        Label = inner.Label ?? Name;
        Aliases = [.. inner.Aliases ?? []];
        Description = OneLine.Of(inner.Description ?? "", 1000);
    }

    public string Name { get; }

    public string Label { get; }

    public IReadOnlyList<string> Aliases { get; }

    public string Description { get; }

    protected T Inner => _inner ?? throw new ObjectDisposedException(Name, $"the plugin that brought '{Name}' is unloaded");

    public void Cut() => _inner = null;
}
