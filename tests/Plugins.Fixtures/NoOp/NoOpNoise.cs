using Atelier.Noise;

namespace Atelier.NoOp;

internal sealed class NoOpNoise : INoise, INoiseStream
{
    public string Name => "silence";

    // What a request says that says nothing.
    public IReadOnlyList<string> Aliases => ["torch"];

    public INoiseStream Open(ulong seed) => this;

    public void Fill(Span<float> values) => values.Clear();
}
