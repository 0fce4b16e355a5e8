using Atelier.Conditioning;

namespace Atelier.Host.Plugins;

internal sealed class SteadyConditioner(IConditioner? inner) : SteadyPart<IConditioner>("conditioner", inner), IConditioner
{
    public IConditioning Prepare(ConditioningRequest request) => Inner.Prepare(request);
}
