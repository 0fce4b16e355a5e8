using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>Pictures beside one another under words of one's own, laid out as a grid is.</summary>
public static class PictureSheet
{
    /// <summary>Draws a sheet.</summary>
    /// <param name="pictures">Row by row; null leaves a place empty.</param>
    /// <param name="columns">What stands above each column; empty texts take no room.</param>
    /// <param name="rows">What stands beside each row.</param>
    /// <param name="gap">Pixels between pictures.</param>
    public static Picture Draw(IReadOnlyList<Picture?> pictures, IEnumerable<string> columns, IEnumerable<string> rows, int gap) =>
        GridPicture.Draw(new GridCells(Lines(columns), Lines(rows), Lines([""]), []), pictures, gap);

    private static GridLine[] Lines(IEnumerable<string> labels) => [.. labels.Select(label => new GridLine(label, same => same))];
}
