using Atelier.Adapters;

namespace Atelier.Compliance.Doubles;

/// <summary>An adapter's file in memory.</summary>
public sealed class PlainAdapterFile : IAdapterFile
{
    private readonly Dictionary<string, float[]> _values = [];
    private readonly List<AdapterTensor> _tensors = [];

    public IReadOnlyList<AdapterTensor> Tensors => _tensors;

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Adds a tensor; without values it is filled with small numbers that depend on its name.</summary>
    public PlainAdapterFile Add(string name, int[] shape, params float[] values)
    {
        _tensors.Add(new AdapterTensor(name, shape));
        _values.Add(name, values.Length > 0 ? values : Fill(name, shape));
        return this;
    }

    public float[] Read(AdapterTensor tensor) => [.. _values[tensor.Name]];

    private static float[] Fill(string name, int[] shape)
    {
        var values = new float[shape.Aggregate(1, (product, size) => product * size)];
        new PlainNoise().Open((ulong)name.Sum(letter => (long)letter * letter)).Fill(values);
        return Array.ConvertAll(values, value => 0.1f * value);
    }
}
