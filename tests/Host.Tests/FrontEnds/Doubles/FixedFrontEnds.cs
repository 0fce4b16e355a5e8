using Atelier.Host.FrontEnds;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.FrontEnds.Doubles;

/// <summary>Front ends that a test has put together, of plugins that it tells.</summary>
internal sealed class FixedFrontEnds(params FrontEndLife[] lives) : IFrontEnds
{
    public event Action? Changed;

    public IReadOnlyList<PluginInfo> Plugins { get; private set; } = [];

    public IReadOnlyList<string> Names => [.. lives.Select(life => life.Name)];

    public FrontEndLife? Find(string name) => lives.FirstOrDefault(life => life.Name == name);

    /// <summary>Tells which plugins there are from now on.</summary>
    public void Tell(params PluginInfo[] plugins)
    {
        Plugins = plugins;
        Changed?.Invoke();
    }

    public Task ConfigureAsync(string id, string options, CancellationToken cancellation) => throw new NotSupportedException();

    public Task RescanAsync(CancellationToken cancellation) => Task.CompletedTask;
}
