using Atelier.Plugins;

namespace Atelier.Hanging;

public sealed class HangingPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => Thread.Sleep(Timeout.Infinite);
}
