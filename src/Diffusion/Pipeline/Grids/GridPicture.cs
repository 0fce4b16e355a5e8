using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>A grid's pictures side by side, with their values above the columns, beside the rows, and over each layer.</summary>
internal static class GridPicture
{
    private const int UsualGap = 4;
    private const int SmallestCell = 16;

    /// <summary>Draws a grid.</summary>
    /// <param name="cells">The grid.</param>
    /// <param name="pictures">Of each cell; null where none was made.</param>
    /// <param name="gap">Pixels between pictures.</param>
    public static Picture Draw(GridCells cells, IReadOnlyList<Picture?> pictures, int gap = UsualGap)
    {
        var width = pictures.Max(picture => picture?.Width ?? 1);
        var height = pictures.Max(picture => picture?.Height ?? 1);
        for (var shown = 1.0; ; shown *= 0.9)
        {
            var (wide, high) = (Math.Max(1, (int)(width * shown)), Math.Max(1, (int)(height * shown)));
            var layout = new GridLayout(cells, wide, high, gap);
            if (layout.Fits || Math.Min(wide, high) <= SmallestCell)
            {
                return Draw(layout, pictures, shown);
            }
        }
    }

    private static Picture Draw(GridLayout layout, IReadOnlyList<Picture?> pictures, double shown)
    {
        var canvas = new Canvas(layout.Width, layout.Height);
        foreach (var (label, place) in layout.Labels)
        {
            canvas.Lay(label, place.Left + ((place.Width - label.Width) / 2), place.Top + ((place.Height - label.Height) / 2));
        }

        for (var cell = 0; cell < pictures.Count; cell++)
        {
            if (pictures[cell] is { } picture)
            {
                var (wide, high) = (Math.Max(1, (int)(picture.Width * shown)), Math.Max(1, (int)(picture.Height * shown)));
                var place = layout.Cell(cell);
                canvas.Lay(PictureCodec.Resize(picture, wide, high), place.Left + ((place.Width - wide) / 2),
                    place.Top + ((place.Height - high) / 2));
            }
        }

        return canvas.Finish();
    }
}
