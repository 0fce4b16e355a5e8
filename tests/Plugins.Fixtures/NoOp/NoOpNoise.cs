using Atelier.Noise;

namespace Atelier.NoOp;

internal sealed class NoOpNoise : INoise, INoiseStream
{
    public string Name => "silence";

    public INoiseStream Open(ulong seed) => this;

    public void Fill(Span<float> values) => values.Clear();
}
