namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>The grammar of weights is read, and nothing is weighted.</summary>
internal sealed class NoEmphasis : IEmphasis
{
    public string Name => "none";

    public IReadOnlyList<string> Aliases => ["Ignore"];

    public string Description => "Weights change nothing.";

    public bool NeedsEmpty => false;

    public void Apply(Span<float> z, ReadOnlySpan<float> weights, ReadOnlySpan<float> empty)
    {
    }
}
