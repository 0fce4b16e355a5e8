namespace Atelier.Host.Plugins;

/// <summary>A plugin that cannot be used; the message is the reason people see.</summary>
internal sealed class PluginException(string reason, Exception? inner = null) : Exception(reason, inner);
