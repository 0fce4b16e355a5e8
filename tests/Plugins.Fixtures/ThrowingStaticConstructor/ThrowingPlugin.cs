using Atelier.Plugins;

namespace Atelier.ThrowingStaticConstructor;

public sealed class ThrowingPlugin : IPlugin
{
    static ThrowingPlugin() => throw new PlatformNotSupportedException("no such device");

    public void Configure(IPluginBuilder builder)
    {
    }
}
