using Atelier.FrontEnds;

namespace Atelier.Host.Plugins;

internal sealed class SteadyFrontEnd(IFrontEnd? inner) : SteadyPart<IFrontEnd>("front end", inner), IFrontEnd
{
    public IFrontEndSession Open(IFrontEndHost host) => Inner.Open(host);
}
