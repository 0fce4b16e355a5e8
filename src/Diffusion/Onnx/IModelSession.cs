using Atelier.Networks;

namespace Atelier.Diffusion.Onnx;

/// <summary>A network that is loaded and ready to run. May be run by one thread at a time.</summary>
public interface IModelSession : IDisposable
{
    /// <summary>What a run must give, in order.</summary>
    IReadOnlyList<NetworkPort> Inputs { get; }

    /// <summary>What a run answers, in order.</summary>
    IReadOnlyList<NetworkPort> Outputs { get; }

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">By input name.</param>
    /// <param name="cancellation">Ends a run early, within the network.</param>
    /// <returns>The outputs by name, in memory of their own.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IReadOnlyDictionary<string, TensorValue> Run(IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default);

    /// <summary>How long all runs so far spent inside the runtime.</summary>
    TimeSpan TimeInRuntime { get; }
}

/// <summary>A dense tensor that goes into or comes out of a network.</summary>
public sealed class TensorValue
{
    private TensorValue(int[] shape, Array data)
    {
        Shape = shape;
        Data = data;
    }

    private TensorValue(int[] shape, Memory<float> memory)
        : this(shape, (Array)Array.Empty<float>()) => Memory = memory;

    /// <summary>Sizes, outermost first.</summary>
    public IReadOnlyList<int> Shape { get; }

    internal Array Data { get; }

    /// <summary>The values, where they lie in memory that others own; null where they are an array.</summary>
    internal Memory<float>? Memory { get; }

    /// <summary>The values of a single-precision tensor.</summary>
    /// <exception cref="InvalidCastException">It holds another type.</exception>
    public float[] Floats => (float[])Data;

    /// <summary>The values in single precision, whatever the tensor holds of what a run answers.</summary>
    internal float[] ToFloats() => Data is long[] longs ? Array.ConvertAll(longs, value => (float)value) : Floats;

    /// <summary>A copy of one row of the outermost axis.</summary>
    internal TensorValue Row(int row)
    {
        int[] shape = [1, .. Shape.Skip(1)];
        var length = shape.Aggregate(1, (product, size) => product * size);
        return Data is long[] longs
            ? Of(longs.AsSpan(row * length, length).ToArray(), shape)
            : Of((Memory ?? Floats).Slice(row * length, length).ToArray(), shape);
    }

    /// <summary>A single-precision tensor that owns the array.</summary>
    /// <param name="data">Row-major.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    public static TensorValue Of(float[] data, params int[] shape) => new(shape, (Array)data);

    /// <summary>A 64-bit integer tensor that owns the array.</summary>
    /// <param name="data">Row-major.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    public static TensorValue Of(long[] data, params int[] shape) => new(shape, data);

    /// <summary>A single-precision tensor in memory that stays as it is while the tensor is used. Only goes into a network.</summary>
    /// <param name="memory">Row-major.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    internal static TensorValue Of(Memory<float> memory, params int[] shape) => new(shape, memory);

    /// <summary>A tensor of the type that an input has. Whole numbers are rounded and held in their range.</summary>
    /// <param name="data">Row-major. In single precision the tensor owns the array.</param>
    /// <param name="type">ONNX's name of the type, as in <see cref="NetworkPort.Type"/>.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <exception cref="ModelRuntimeException">No network of numbers takes that type.</exception>
    public static TensorValue Of(float[] data, string type, params int[] shape) => new(shape, ElementConversion.FromFloats(data, type));
}
