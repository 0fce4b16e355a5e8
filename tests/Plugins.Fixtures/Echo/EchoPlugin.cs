using Atelier.FrontEnds;
using Atelier.Plugins;

namespace Atelier.Echo;

public sealed class EchoPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder.AddFrontEnd(new EchoFrontEnd(builder.AddOptions<EchoOptions>()));
}

internal sealed class EchoFrontEnd(EchoOptions options) : IFrontEnd
{
    public string Name => "echo";

    public string Label => "Echo";

    public string Description => "Says back what it is told.";

    public IFrontEndSession Open(IFrontEndHost host) => new EchoSession(options, host);
}
