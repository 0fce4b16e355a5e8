namespace Atelier.Tensors;

/// <summary>The dimensions of a tensor, outermost first (a latent is batch × channels × height × width).</summary>
public sealed class TensorShape : IEquatable<TensorShape>
{
    private readonly int[] _dimensions;

    /// <summary>Creates a shape.</summary>
    /// <param name="dimensions">Sizes, outermost first; none may be negative. No dimensions at all is a scalar.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    /// <exception cref="OverflowException">The number of elements does not fit an <see cref="int"/>.</exception>
    public TensorShape(params ReadOnlySpan<int> dimensions)
    {
        _dimensions = dimensions.ToArray();
        var count = 1;
        foreach (var dimension in _dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(dimensions));
            count = checked(count * dimension);
        }

        ElementCount = count;
    }

    /// <summary>The sizes, outermost first.</summary>
    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>The product of all dimensions; 1 for a scalar.</summary>
    public int ElementCount { get; }

    /// <summary>The size of one dimension.</summary>
    /// <param name="axis">0 is the outermost.</param>
    public int this[int axis] => _dimensions[axis];

    /// <summary>This shape with another outermost dimension (the batch).</summary>
    /// <param name="size">The new size of dimension 0.</param>
    public TensorShape WithBatch(int size)
    {
        var dimensions = (int[])_dimensions.Clone();
        dimensions[0] = size;
        return new TensorShape(dimensions);
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var dimension in _dimensions)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    /// <summary>For messages: <c>2×4×64×64</c>.</summary>
    public override string ToString() => string.Join('×', _dimensions);
}
