using Atelier.Diffusion.Graphs;

namespace Atelier.Diffusion.Pipeline.Decode;

/// <summary>Puts tiles together: each weighs less towards its edges, and the sum is divided by the sum of weights.</summary>
internal sealed class TileBlend(int channels, int height, int width, int overlap, Wrapping wrapping = default)
{
    private readonly float[] _sum = new float[channels * height * width];
    private readonly float[] _weight = new float[height * width];

    /// <summary>Adds a decoded tile at its place.</summary>
    public void Add(Planes tile, Tile place)
    {
        for (var y = 0; y < place.Height; y++)
        {
            var row = Ramp(y, place.Height, place.Top, height, wrapping.Y);
            var line = (place.Top + y) % height * width;
            for (var x = 0; x < place.Width; x++)
            {
                var weight = row * Ramp(x, place.Width, place.Left, width, wrapping.X);
                var at = line + ((place.Left + x) % width);
                _weight[at] += weight;
                for (var channel = 0; channel < channels; channel++)
                {
                    _sum[(channel * _weight.Length) + at] += weight * tile.Values[(((channel * place.Height) + y) * place.Width) + x];
                }
            }
        }
    }

    /// <summary>The whole picture. Every place must have been covered.</summary>
    public Planes Finish()
    {
        for (var i = 0; i < _sum.Length; i++)
        {
            _sum[i] /= _weight[i % _weight.Length];
        }

        return new Planes(_sum, channels, height, width);
    }

    // Rises over the overlap to 1; an edge of the picture has no neighbour to give way to, unless it is its own.
    private float Ramp(int position, int length, int start, int whole, bool wraps)
    {
        var alone = length >= whole;
        var before = alone || (start == 0 && !wraps) ? 1 : (position + 0.5f) / overlap;
        var after = alone || (start + length == whole && !wraps) ? 1 : (length - position - 0.5f) / overlap;
        return Math.Min(1, Math.Min(before, after));
    }
}
