using Atelier.Plugins;

namespace MyPlugin;

/// <summary>The one public class: says what the plugin brings.</summary>
public sealed class Plugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder.AddSampler<Sampler>();
}
