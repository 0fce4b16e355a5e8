using System.Numerics.Tensors;

namespace Atelier.Lora.Kinds;

/// <summary>Factors of convolutions around a core of rank × rank × height × width (LyCORIS' CP and Tucker forms).</summary>
internal static class Core
{
    /// <summary>
    /// The core (rank × rank × kernel) with its second side multiplied by the inputs (rank × inputs): rank × inputs × kernel.
    /// </summary>
    public static float[] Down(float[] core, float[] down, int rank, int kernel)
    {
        var inputs = down.Length / rank;
        var result = new float[rank * inputs * kernel];
        for (var r = 0; r < rank; r++)
        {
            for (var input = 0; input < inputs; input++)
            {
                var sum = result.AsSpan(((r * inputs) + input) * kernel, kernel);
                for (var s = 0; s < rank; s++)
                {
                    TensorPrimitives.MultiplyAdd(core.AsSpan(((r * rank) + s) * kernel, kernel), down[(s * inputs) + input], sum, sum);
                }
            }
        }

        return result;
    }

    /// <summary>
    /// The core (rank × rank × kernel) with both sides multiplied, by rank × outputs and rank × inputs: outputs × inputs × kernel.
    /// </summary>
    public static float[] Whole(float[] core, float[] outputs, float[] inputs, int rank, int kernel) =>
        Matrices.Product(Matrices.Transposed(outputs, rank), Down(core, inputs, rank, kernel), rank);
}
