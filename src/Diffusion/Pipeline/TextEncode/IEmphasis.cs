namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>How the weights of a prompt change its embedding.</summary>
internal interface IEmphasis : INamed
{
    /// <summary>Whether it compares with the embedding of an empty prompt.</summary>
    bool NeedsEmpty { get; }

    /// <summary>Changes the embedding of one chunk in place.</summary>
    /// <param name="z">Positions × width, row-major.</param>
    /// <param name="weights">One for each position.</param>
    /// <param name="empty">The embedding of the empty chunk in the shape of <paramref name="z"/>; empty where it is not needed.</param>
    void Apply(Span<float> z, ReadOnlySpan<float> weights, ReadOnlySpan<float> empty);
}
