namespace Atelier.Networks;

/// <summary>A dense single-precision tensor that goes into or comes out of a network.</summary>
public sealed class NetworkTensor
{
    /// <summary>Creates a tensor that owns the array.</summary>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <exception cref="ArgumentException">The number of values does not fill the shape.</exception>
    public NetworkTensor(float[] values, params ReadOnlySpan<int> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            count *= size;
        }

        if (count != values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape.", nameof(values));
        }

        (Values, Shape) = (values, shape.ToArray());
    }

    /// <summary>Row-major.</summary>
    public float[] Values { get; }

    /// <summary>Sizes, outermost first.</summary>
    public IReadOnlyList<int> Shape { get; }
}
