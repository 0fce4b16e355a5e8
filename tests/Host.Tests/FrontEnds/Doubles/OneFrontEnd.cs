using Atelier.Host.FrontEnds;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.FrontEnds.Doubles;

/// <summary>A front end of no plugin.</summary>
internal sealed class OneFrontEnd(FrontEndLife life) : IFrontEnds
{
    public event Action? Changed
    {
        add { }
        remove { }
    }

    public IReadOnlyList<PluginInfo> Plugins => [];

    public IReadOnlyList<string> Names => [life.Name];

    public FrontEndLife? Find(string name) => name == life.Name ? life : null;

    public Task ConfigureAsync(string id, string options, CancellationToken cancellation) => throw new NotSupportedException();

    public Task RescanAsync(CancellationToken cancellation) => Task.CompletedTask;
}
