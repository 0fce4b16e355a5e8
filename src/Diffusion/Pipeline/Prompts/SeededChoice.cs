namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>
/// The random numbers that choose words: SplitMix64 (Steele, Lea, Flood 2014) from the picture's seed. Its own generator, and the same on
/// every machine and version, so that a recipe replays.
/// </summary>
/// <param name="seed">The picture's seed.</param>
internal sealed class SeededChoice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from 0 to below the count.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>A number from 0 to below 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
