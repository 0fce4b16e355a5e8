using Atelier.Diffusion.Graphs;

namespace Atelier.Diffusion.Pipeline.Decode;

/// <summary>Runs one half of an autoencoder over planes of any size: at once, or large ones in overlapping tiles.</summary>
/// <param name="run">Runs the network, with the wrapping that is left to it: none along an axis that is cut into tiles, which themselves
/// reach around.</param>
/// <param name="channels">Planes that it makes.</param>
/// <param name="from">How many values across it takes for one of the latent.</param>
/// <param name="to">How many values across it makes for one of the latent.</param>
/// <param name="tiling">When to tile, and how.</param>
/// <param name="wrapping">Along which axes the picture continues at its other edge.</param>
internal sealed class TiledRun(Func<Planes, Wrapping, Planes> run, int channels, int from, int to, TilingOptions tiling, Wrapping wrapping)
{
    /// <summary>Runs it over everything.</summary>
    /// <param name="source">What goes in.</param>
    /// <param name="cancellation">Checked at each tile.</param>
    public Planes Over(Planes source, CancellationToken cancellation)
    {
        var (height, width) = (source.Height / from, source.Width / from);
        if (height <= tiling.Threshold && width <= tiling.Threshold)
        {
            return run(source, wrapping);
        }

        var within = new Wrapping(wrapping.X && width <= tiling.Size, wrapping.Y && height <= tiling.Size);
        var blend = new TileBlend(channels, height * to, width * to, tiling.Overlap * to, wrapping);
        foreach (var tile in tiling.Tiles(height, width, wrapping))
        {
            cancellation.ThrowIfCancellationRequested();
            blend.Add(run(source.Cut(tile.Scaled(from)), within), tile.Scaled(to));
        }

        return blend.Finish();
    }
}
