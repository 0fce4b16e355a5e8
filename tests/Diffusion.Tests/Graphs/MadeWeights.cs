namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>Weights without a pattern, made when a plain implementation first asks for them.</summary>
internal sealed class MadeWeights
{
    private readonly Dictionary<string, (int[] Shape, float[] Values)> _weights = [];
    private int _made;

    /// <summary>All that were asked for so far.</summary>
    public IReadOnlyDictionary<string, (int[] Shape, float[] Values)> All => _weights;

    public float[] Weight(string name, params int[] shape)
    {
        if (!_weights.TryGetValue(name, out var weight))
        {
            var start = ++_made * 0.61;
            var size = shape.Aggregate(1, (product, length) => product * length);
            var spread = shape.Length == 1 ? 0.3 : 1.4 / Math.Sqrt(shape[1] * 9);
            _weights.Add(
                name, weight = (shape, [.. Enumerable.Range(0, size).Select(i => (float)(spread * Math.Sin((i * i * 0.37) + start)))]));
        }

        return weight.Values;
    }

    /// <summary>A convolution, padded so that stride 1 keeps the size.</summary>
    public Volume Conv(string name, Volume x, int outputs, int kernel = 3, int stride = 1, bool hasBias = true)
    {
        var weight = Weight($"{name}.weight", outputs, x.Channels, kernel, kernel);
        var bias = hasBias ? Weight($"{name}.bias", outputs) : new float[outputs];
        var (area, edge) = (kernel * kernel, kernel / 2);
        return Volume.Of(outputs, x.Height / stride, x.Width / stride, (output, row, column) =>
        {
            double sum = bias[output];
            for (var i = 0; i < x.Channels * area; i++)
            {
                var (y, across) = ((stride * row) + (i / kernel % kernel) - edge, (stride * column) + (i % kernel) - edge);
                sum += weight[(output * x.Channels * area) + i] * x.At(i / area, y, across);
            }

            return sum;
        });
    }

    public WrittenWeights Written()
    {
        var written = new WrittenWeights();
        foreach (var (name, (shape, values)) in _weights)
        {
            written.Add(name, shape, values);
        }

        return written;
    }
}
