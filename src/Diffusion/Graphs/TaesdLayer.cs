using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>One layer of a TAESD's half, told from its tensors.</summary>
/// <param name="Index">Its place in the sequence.</param>
/// <param name="Inputs">Channels in; 0 where it has no weights: an activation or a doubling.</param>
/// <param name="Outputs">Channels out.</param>
/// <param name="IsBlock">Whether it is a residual block of three convolutions, not a single one.</param>
/// <param name="HasBias">Of a single convolution.</param>
internal sealed record TaesdLayer(int Index, int Inputs, int Outputs, bool IsBlock, bool HasBias)
{
    /// <summary>The layers of a half, in order.</summary>
    /// <param name="weights">Under diffusers' names.</param>
    /// <param name="half"><c>encoder</c> or <c>decoder</c>.</param>
    /// <exception cref="CheckpointException">There are none.</exception>
    public static IReadOnlyList<TaesdLayer> Of(IWeights weights, string half)
    {
        var prefix = $"{half}.layers.";
        var last = weights.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => int.TryParse(name[prefix.Length..].Split('.')[0], out var index) ? index : -1)
            .DefaultIfEmpty(-1).Max();
        return last >= 0 && last < 100
            ? [.. Enumerable.Range(0, last + 1).Select(index => At(weights, prefix, index))]
            : throw new CheckpointException($"The small autoencoder has no {half}; its other half may lie in another file.");
    }

    private static TaesdLayer At(IWeights weights, string prefix, int index)
    {
        var block = weights.Find($"{prefix}{index}.conv.0.weight");
        var weight = block ?? weights.Find($"{prefix}{index}.weight");
        return weight is { Shape: [var outputs, var inputs, _, _] }
            ? new TaesdLayer(index, inputs, outputs, block is not null, weights.Find($"{prefix}{index}.bias") is not null)
            : new TaesdLayer(index, 0, 0, false, false);
    }
}
