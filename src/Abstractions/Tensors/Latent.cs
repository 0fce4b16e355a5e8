using System.Numerics.Tensors;

namespace Atelier.Tensors;

/// <summary>
/// The tensor a sampler works on: its own values and their shape, batch outermost. Operators are element by element and make a new latent,
/// so that a sampling loop reads like its paper.
/// </summary>
/// <remarks>
/// Values are double: samplers subtract nearly equal exponentials, and a picture's latent is so small beside one pass of the network
/// that the width costs nothing. The network's edge converts to float.
/// </remarks>
public sealed class Latent
{
    private readonly double[] _values;

    /// <summary>Creates a latent of zeros.</summary>
    /// <param name="shape">Its shape.</param>
    public Latent(TensorShape shape)
        : this(shape, new double[shape.ElementCount])
    {
    }

    private Latent(TensorShape shape, double[] values)
    {
        Shape = shape;
        _values = values;
    }

    /// <summary>Its shape, batch outermost.</summary>
    public TensorShape Shape { get; }

    /// <summary>The values in row-major order.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The number of pictures in it: dimension 0.</summary>
    public int Batch => Shape[0];

    /// <summary>Creates a latent that owns the given array.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">Exactly <see cref="TensorShape.ElementCount"/> values, row-major; the caller must not write to it
    /// afterwards.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public static Latent Own(TensorShape shape, double[] values)
    {
        if (values.Length != shape.ElementCount)
        {
            throw new ArgumentException($"{values.Length} values do not fill a latent of {shape}.", nameof(values));
        }

        return new Latent(shape, values);
    }

    /// <summary>Creates a latent from single-precision values.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">Exactly <see cref="TensorShape.ElementCount"/> values, row-major.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public static Latent FromSingle(TensorShape shape, ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, wide.AsSpan());
        return Own(shape, wide);
    }

    /// <summary>Writes the values as single precision.</summary>
    /// <param name="destination">At least <see cref="TensorShape.ElementCount"/> long.</param>
    public void CopyTo(Span<float> destination) => TensorPrimitives.ConvertTruncating<double, float>(_values, destination);

    /// <summary>One picture of the batch, as a latent of batch 1.</summary>
    /// <param name="index">0 to <see cref="Batch"/> − 1.</param>
    public Latent Item(int index)
    {
        var length = _values.Length / Batch;
        return new Latent(Shape.WithBatch(1), _values.AsSpan(index * length, length).ToArray());
    }

    /// <summary>Joins latents of one shape along the batch.</summary>
    /// <param name="items">At least one; all but dimension 0 must agree.</param>
    /// <exception cref="ArgumentException">None given, or the shapes differ.</exception>
    public static Latent Concatenate(params ReadOnlySpan<Latent> items)
    {
        if (items.IsEmpty)
        {
            throw new ArgumentException("There is nothing to join.", nameof(items));
        }

        var batch = 0;
        var values = new double[TotalLength(items)];
        var at = 0;
        foreach (var item in items)
        {
            if (!item.Shape.WithBatch(1).Equals(items[0].Shape.WithBatch(1)))
            {
                throw new ArgumentException($"A latent of {item.Shape} cannot be joined to one of {items[0].Shape}.", nameof(items));
            }

            item._values.CopyTo(values, at);
            at += item._values.Length;
            batch += item.Batch;
        }

        return new Latent(items[0].Shape.WithBatch(batch), values);
    }

    /// <summary>A new latent with <paramref name="function"/> applied to each value.</summary>
    /// <param name="function">The function of one value.</param>
    public Latent Map(Func<double, double> function) => new(Shape, Array.ConvertAll(_values, value => function(value)));

    /// <summary>Element-wise sum.</summary>
    public static Latent operator +(Latent left, Latent right)
    {
        var result = left.SameShape(right);
        TensorPrimitives.Add<double>(left._values, right._values, result._values);
        return result;
    }

    /// <summary>Element-wise difference.</summary>
    public static Latent operator -(Latent left, Latent right)
    {
        var result = left.SameShape(right);
        TensorPrimitives.Subtract<double>(left._values, right._values, result._values);
        return result;
    }

    /// <summary>Each value times a number.</summary>
    public static Latent operator *(Latent left, double right)
    {
        var result = new Latent(left.Shape);
        TensorPrimitives.Multiply(left._values, right, result._values);
        return result;
    }

    /// <summary>Each value times a number.</summary>
    public static Latent operator *(double left, Latent right) => right * left;

    /// <summary>Each value divided by a number.</summary>
    public static Latent operator /(Latent left, double right)
    {
        var result = new Latent(left.Shape);
        TensorPrimitives.Divide(left._values, right, result._values);
        return result;
    }

    /// <summary>Each value with its sign turned.</summary>
    public static Latent operator -(Latent value) => value * -1;

    private static int TotalLength(ReadOnlySpan<Latent> items)
    {
        var total = 0;
        foreach (var item in items)
        {
            total += item._values.Length;
        }

        return total;
    }

    private Latent SameShape(Latent other) => Shape.Equals(other.Shape)
        ? new Latent(Shape)
        : throw new ArgumentException($"A latent of {Shape} and one of {other.Shape} cannot be combined.");
}
