using Atelier.Plugins;

namespace Atelier.ThrowingConstructor;

public sealed class ThrowingPlugin : IPlugin
{
    public ThrowingPlugin() => throw new InvalidOperationException("no licence\nwas found");

    public void Configure(IPluginBuilder builder)
    {
    }
}
