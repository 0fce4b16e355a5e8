using Atelier.FrontEnds;
using Atelier.Host.FrontEnds;
using Atelier.Host.Texts;

namespace Atelier.Host.Plugins;

internal sealed class SteadyFrontEnd : SteadyPart<IFrontEnd>, IFrontEnd
{
    public SteadyFrontEnd(IFrontEnd? inner)
        : base("front end", inner)
    {
        if (FrontEndNames.IsTaken(Name))
        {
            throw new PluginException(
                $"the front end is named {OneLine.Quoted(Name)}, and /{Name} is an address of the server's own; name it otherwise");
        }
    }

    public IFrontEndSession Open(IFrontEndHost host) => Inner.Open(host);

    public Task<IReadOnlyList<FrontEndFinding>> CheckAsync(Uri? publicAddress, TimeProvider time, CancellationToken cancellation) =>
        Inner.CheckAsync(publicAddress, time, cancellation);
}
