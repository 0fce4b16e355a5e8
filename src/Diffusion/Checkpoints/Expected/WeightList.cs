namespace Atelier.Diffusion.Checkpoints;

/// <summary>The weights that an architecture needs, by canonical name, with their shapes.</summary>
internal sealed class WeightList
{
    private readonly List<(string Name, long[] Shape)> _items = [];

    /// <summary>Names and shapes.</summary>
    public IReadOnlyList<(string Name, long[] Shape)> Items => _items;

    public void Norm(string name, long channels)
    {
        _items.Add(($"{name}.weight", [channels]));
        _items.Add(($"{name}.bias", [channels]));
    }

    public void Linear(string name, long from, long to, bool bias = true) => Add(name, to, bias, [to, from]);

    public void Conv(string name, long from, long to, int kernel) => Add(name, to, bias: true, [to, from, kernel, kernel]);

    public void Table(string name, long rows, long columns) => _items.Add(($"{name}.weight", [rows, columns]));

    /// <summary>What is wrong with a component, one line each: missing weights, and those of another shape.</summary>
    public IEnumerable<string> Problems(MappedWeights weights)
    {
        foreach (var (name, shape) in _items)
        {
            if (weights.Find(name) is not { } weight)
            {
                yield return name;
            }
            else if (!weight.Shape.Where(size => size != 1).Select(size => (long)size).SequenceEqual(shape.Where(size => size != 1)))
            {
                yield return $"{name} (has [{string.Join(", ", weight.Shape)}], needs [{string.Join(", ", shape)}])";
            }
        }
    }

    private void Add(string name, long to, bool bias, long[] shape)
    {
        _items.Add(($"{name}.weight", shape));
        if (bias)
        {
            _items.Add(($"{name}.bias", [to]));
        }
    }
}
