using Atelier.Adapters;

namespace Atelier.Lora.Kinds;

/// <summary>Products of small matrices, row-major.</summary>
internal static class Matrices
{
    /// <summary>left (rows × inner) times right (inner × columns).</summary>
    public static float[] Product(float[] left, float[] right, int inner)
    {
        var product = new float[left.Length / inner * (right.Length / inner)];
        new LowRankChange(inner, 1, () => right, () => left).AddTo(product, [], 1);
        return product;
    }

    public static float[] Transposed(float[] matrix, int rows)
    {
        var columns = matrix.Length / rows;
        var result = new float[matrix.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                result[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return result;
    }
}
