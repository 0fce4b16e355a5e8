using Atelier.Adapters;

namespace Atelier.Lora.Files;

/// <summary>Tensors as matrices: rows, and all the rest as columns.</summary>
internal static class Shapes
{
    public static int Rows(this AdapterTensor tensor) => tensor.Shape.Count == 0 ? 1 : tensor.Shape[0];

    public static int Columns(this AdapterTensor tensor) => tensor.Shape.Skip(1).Aggregate(1, (product, size) => checked(product * size));

    public static int Elements(this AdapterTensor tensor) => tensor.Rows() * tensor.Columns();

    public static int Rows(this AdapterTarget target) => target.Shape[0];

    public static int Columns(this AdapterTarget target) => target.Shape.Skip(1).Aggregate(1, (product, size) => product * size);

    /// <summary>Height × width of a convolution's kernel; 1 elsewhere.</summary>
    public static int Kernel(this AdapterTarget target) => target.Shape is [_, _, var height, var width] ? height * width : 1;

    public static string Text(this AdapterTensor tensor) => tensor.Shape.Count == 0 ? "a single number" : string.Join('×', tensor.Shape);

    public static string Text(this AdapterTarget target) => string.Join('×', target.Shape);

    /// <summary>Refuses a tensor whose shape does not fit.</summary>
    /// <param name="fits">Whether it does.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="target">The layer that it is for.</param>
    /// <exception cref="AdapterException">It does not; the message names both shapes.</exception>
    public static void Check(bool fits, AdapterTensor tensor, AdapterTarget target)
    {
        if (!fits)
        {
            throw new AdapterException(
                $"the tensor {tensor.Name} is {tensor.Text()} and does not fit this model's {target.Path}, whose weight is {target.Text()}; the adapter is for another kind of model");
        }
    }
}
