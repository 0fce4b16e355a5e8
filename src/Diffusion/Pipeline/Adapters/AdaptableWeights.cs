using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Atelier.Adapters;
using Atelier.Diffusion.Checkpoints;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Adapters;

/// <summary>
/// A component's weights in single precision outside of any session, with adapters added to those that they change. Weights that are stored
/// so are used where the file is mapped; others are converted once. For one generation at a time.
/// </summary>
internal sealed class AdaptableWeights(IWeights weights)
{
    private readonly ConcurrentDictionary<string, Memory<float>> _originals = [];
    private Dictionary<string, float[]> _changed = [];
    private string _applied = "";

    /// <summary>A weight as it is now. Stays until adapters change.</summary>
    public Memory<float> this[string name] => _changed.TryGetValue(name, out var changed) ? changed : Original(name);

    /// <summary>Has exactly these adapters in the weights. Costs nothing where they are in already.</summary>
    /// <param name="component">Which of a model's components this is.</param>
    /// <param name="adapters">Those in force.</param>
    /// <param name="cancellation">Ends it early; the next call begins anew.</param>
    /// <exception cref="RequestException">An adapter makes weights that are not numbers.</exception>
    public void Apply(string component, IReadOnlyList<WeightedAdapter> adapters, CancellationToken cancellation)
    {
        var key = string.Join('\n', adapters.Select(adapter => adapter.Key));
        if (key == _applied)
        {
            return;
        }

        var changes = adapters
            .SelectMany(adapter => adapter.Opened.Layers, (adapter, layer) => (Adapter: adapter, Layer: layer))
            .Where(change => change.Layer.Target.Component == component)
            .ToLookup(change => $"{change.Layer.Target.Path}.{change.Layer.Parameter}");

        // What was changed before and is again gives its memory to the new values.
        var before = _changed;
        _applied = "?";
        _changed = [];
        var changed = new ConcurrentDictionary<string, float[]>();
        try
        {
            var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.ForEach(
                changes, options, change => changed[change.Key] = Merge(change.Key, [.. change], before.GetValueOrDefault(change.Key)));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        _changed = new Dictionary<string, float[]>(changed);
        _applied = key;
    }

    /// <summary>Lets all that was read and changed go; it is made again when it is asked for.</summary>
    public void Release()
    {
        _originals.Clear();
        _changed = [];
        _applied = "";
    }

    private float[] Merge(string name, IReadOnlyList<(WeightedAdapter Adapter, AdapterLayer Layer)> changes, float[]? memory)
    {
        var original = Original(name).Span;
        var values = memory ?? GC.AllocateUninitializedArray<float>(original.Length);
        original.CopyTo(values);
        foreach (var (adapter, layer) in changes)
        {
            layer.Change.AddTo(values, original, (float)adapter.Strength);
            if (!float.IsFinite(TensorPrimitives.Sum<float>(values))
                && values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            {
                throw new RequestException(
                    adapter.Field,
                    $"the adapter {adapter.Opened.Entry.Name} makes {name} infinite or not a number; its file is damaged, or its weight is too large");
            }
        }

        return values;
    }

    private Memory<float> Original(string name) => _originals.GetOrAdd(name, Read);

    private unsafe Memory<float> Read(string name)
    {
        var weight = weights.Find(name)!;
        if (weights is MappedWeights && weight is { Type: TensorType.F32, Transposed: false, Quantized: null }
            && weight.Offset % sizeof(float) == 0)
        {
            var bytes = weights.Bytes(weight);
            return new MappedFloats((float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)), bytes.Length / sizeof(float)).Memory;
        }

        var values = weights.Floats(weight);
        return weight.Transposed ? Transposed(values, weight.Shape[0]) : values;
    }

    // Stored as columns × rows.
    private static float[] Transposed(float[] stored, int rows)
    {
        var columns = stored.Length / rows;
        var values = new float[stored.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                values[(row * columns) + column] = stored[(column * rows) + row];
            }
        }

        return values;
    }
}
