namespace Atelier.Plugins;

/// <summary>The one public class of a plugin, with a public constructor without parameters.</summary>
public interface IPlugin
{
    /// <summary>Says what the plugin brings. Called once, before any of it is used.</summary>
    /// <param name="builder">Takes the parts.</param>
    void Configure(IPluginBuilder builder);
}
