using Atelier.Noise;

namespace Atelier.Host.Plugins;

internal sealed class SteadyNoise(INoise? inner) : SteadyPart<INoise>("noise", inner), INoise
{
    public INoiseStream Open(ulong seed) => Inner.Open(seed);
}
