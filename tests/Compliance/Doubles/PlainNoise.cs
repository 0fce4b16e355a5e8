using Atelier.Noise;

namespace Atelier.Compliance.Doubles;

/// <summary>Normal noise of no program's: SplitMix64 and Box–Muller.</summary>
public sealed class PlainNoise : INoise
{
    public string Name => "plain";

    public INoiseStream Open(ulong seed) => new Stream(seed * 0x9e3779b97f4a7c15);

    private sealed class Stream(ulong state) : INoiseStream
    {
        private ulong _state = state;

        public void Fill(Span<float> values)
        {
            foreach (ref var value in values)
            {
                value = (float)(Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform()));
            }
        }

        private double Uniform()
        {
            _state += 0x9e3779b97f4a7c15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
