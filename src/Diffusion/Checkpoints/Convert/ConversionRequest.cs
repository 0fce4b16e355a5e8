namespace Atelier.Diffusion.Checkpoints;

/// <summary>A conversion to be done.</summary>
/// <param name="Source">A diffusers folder or a single .safetensors file.</param>
/// <param name="Target">The folder or file to write, of the source's layout.</param>
/// <param name="Precision">What its weights are stored in.</param>
public sealed record ConversionRequest(string Source, string Target, Precision Precision)
{
    /// <summary>Components that are converted, under diffusers' names; the others are copied. Default: all.</summary>
    public IReadOnlySet<string> Components { get; init; } = new HashSet<string>(Checkpoints.Components.WithWeights);

    /// <summary>Whether something that is at the target already is replaced.</summary>
    public bool Force { get; init; }
}

/// <summary>How far a conversion is.</summary>
/// <param name="Done">Bytes written.</param>
/// <param name="Total">Bytes to be written.</param>
public readonly record struct ConversionProgress(long Done, long Total);
