using Atelier.Plugins;

namespace Atelier.WrongApi;

public sealed class WrongApiPlugin : IPlugin
{
    public void ConfigureDifferently()
    {
    }
}
