using Atelier.Adapters;

namespace Atelier.Host.Plugins;

internal sealed class SteadyAdapter(IAdapterFormat? inner) : SteadyPart<IAdapterFormat>("adapter", inner), IAdapterFormat
{
    public IReadOnlyList<AdapterLayer> Read(IAdapterFile file, AdapterModel model) => Inner.Read(file, model);
}
