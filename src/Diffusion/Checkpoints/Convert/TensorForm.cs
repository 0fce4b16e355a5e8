namespace Atelier.Diffusion.Checkpoints;

/// <summary>What a tensor is written as.</summary>
/// <param name="Type">The stored type.</param>
/// <param name="Bits">4 or 8 where it is quantized, else 0.</param>
/// <param name="Block">For a matrix in blocks; 0 with <paramref name="Bits"/> 8 is a scale for each output channel.</param>
internal readonly record struct TensorForm(TensorType Type, int Bits = 0, int Block = 0)
{
    private const int FewestElements = 4096;

    /// <summary>
    /// The form of a weight. Only what is large and bears it is quantized: the transformers' matrices and the inner convolutions. The first
    /// and last convolutions, embeddings of time and tokens, norms, biases and the autoencoder stay real.
    /// </summary>
    /// <param name="component">Whose weight it is.</param>
    /// <param name="name">Its canonical name.</param>
    /// <param name="weight">Where it lies.</param>
    /// <param name="precision">What is asked for.</param>
    public static TensorForm Of(string component, string name, WeightRef weight, Precision precision) => precision switch
    {
        Precision.Fp32 => new(TensorType.F32),
        Precision.Fp16 => new(TensorType.F16),
        Precision.Bf16 when component != Components.Vae => new(TensorType.BF16),
        Precision.Bf16 => new(TensorType.F16),
        _ when IsBlockwise(component, name, weight, precision.Block()) =>
            new(TensorType.U8, precision == Precision.Int4 && component == Components.UNet ? 4 : 8, precision.Block()),
        _ when IsInnerConvolution(component, name, weight) => new(TensorType.I8, 8),
        _ => new(TensorType.F16),
    };

    private static bool IsBlockwise(string component, string name, WeightRef weight, int block)
    {
        var place = component == Components.UNet ? ".transformer_blocks." : ".encoder.layers.";
        var isProjection = component == Components.UNet
            && (name.EndsWith(".proj_in.weight", StringComparison.Ordinal) || name.EndsWith(".proj_out.weight", StringComparison.Ordinal));
        return component != Components.Vae
            && weight is { Shape.Count: 2, Transposed: false }
            && (name.Contains(place, StringComparison.Ordinal) || isProjection)
            && weight.Shape[1] % block == 0
            && weight.Shape.Elements() >= FewestElements;
    }

    private static bool IsInnerConvolution(string component, string name, WeightRef weight) =>
        component == Components.UNet && weight.Shape.Count == 4 && weight.Shape.Elements() >= FewestElements
        && name is not ("conv_in.weight" or "conv_out.weight");
}
