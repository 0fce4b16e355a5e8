using Atelier.Plugins;

namespace Atelier.DeadlyConfigure;

public sealed class DeadlyPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => Environment.FailFast("a plugin's end");
}
