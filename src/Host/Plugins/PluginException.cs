namespace Atelier.Host.Plugins;

/// <summary>A plugin that cannot be used; the message is the reason people see.</summary>
internal class PluginException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>What is left of the plugin in memory, if its code was loaded; dies when it is gone.</summary>
    public WeakReference? Remains { get; set; }
}
