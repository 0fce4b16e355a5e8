using Atelier.Plugins;

namespace Atelier.Samplers;

/// <summary>The samplers, schedules, noise and guidance that come with Atelier.</summary>
public sealed class SamplersPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
    }
}
