namespace Atelier.Noise;

/// <summary>A way to make normal noise from a seed, equal to that of some other program so that seeds carry over.</summary>
public interface INoise : INamed
{
    /// <summary>Starts a stream at a seed.</summary>
    /// <param name="seed">The picture's seed.</param>
    INoiseStream Open(ulong seed);
}

/// <summary>One picture's stream of noise. Not for several threads.</summary>
public interface INoiseStream
{
    /// <summary>Fills the span as one call of <c>randn</c> for a tensor of that many elements does.</summary>
    /// <param name="values">Row-major; how many are asked for at once may change the values, as in PyTorch.</param>
    void Fill(Span<float> values);
}
