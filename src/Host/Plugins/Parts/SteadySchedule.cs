using Atelier.Sampling;

namespace Atelier.Host.Plugins;

internal sealed class SteadySchedule(ISigmaSchedule? inner) : SteadyPart<ISigmaSchedule>("schedule", inner), ISigmaSchedule
{
    public double[] Sigmas(SigmaRequest request) => Inner.Sigmas(request);
}
