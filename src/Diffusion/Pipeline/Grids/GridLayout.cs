using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>Where a grid's pictures and labels lie.</summary>
internal sealed class GridLayout
{
    private const int Padding = 8;

    private readonly GridCells _cells;
    private readonly int _cellWidth;
    private readonly int _cellHeight;
    private readonly int _gap;
    private readonly Picture[] _columns;
    private readonly Picture[] _rows;
    private readonly Picture[] _layers;
    private readonly int _left;
    private readonly int _top;
    private readonly int[] _layerTops;

    public GridLayout(GridCells cells, int cellWidth, int cellHeight, int gap)
    {
        (_cells, _cellWidth, _cellHeight, _gap) = (cells, cellWidth, cellHeight, gap);
        var letters = Math.Clamp(cellWidth / 14, 14, 48);
        var whole = (cells.Columns.Count * (cellWidth + gap)) - gap;
        _columns = Draw(cells.Columns, letters, cellWidth - (2 * Padding));
        _rows = Draw(cells.Rows, letters, Math.Max(cellWidth * 3 / 4, 6 * letters));
        _layers = Draw(cells.Layers, letters * 5 / 4, whole);
        _left = Widest(_rows);
        _top = Highest(_columns);
        var layer = _top + (cells.Rows.Count * (cellHeight + gap));
        _layerTops = [.. _layers.Select((_, i) => (i * layer) + _layers.Take(i + 1).Sum(title => title.Height + (2 * Padding)))];
        if (_layers.Length == 0)
        {
            _layerTops = [.. cells.Layers.Select((_, i) => i * layer)];
        }

        Width = _left + whole;
        Height = _layerTops[^1] + layer - gap;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Whether a picture may be as large.</summary>
    public bool Fits => Width <= PictureLimits.Side && Height <= PictureLimits.Side && (long)Width * Height <= PictureLimits.Pixels;

    /// <summary>The labels, each with the place that it stands in the middle of.</summary>
    public IEnumerable<(Picture Label, Place Place)> Labels => _layerTops.SelectMany((top, layer) => (IEnumerable<(Picture, Place)>)
    [
        .. _layers.Length == 0 ? Array.Empty<(Picture, Place)>()
            : [(_layers[layer],
                new Place(_left, top - _layers[layer].Height - (2 * Padding), Width - _left, _layers[layer].Height + (2 * Padding)))],
        .. _columns.Select((label, column) => (label, new Place(_left + (column * (_cellWidth + _gap)), top, _cellWidth, _top))),
        .. _rows.Select((label, row) => (label, new Place(0, top + _top + (row * (_cellHeight + _gap)), _left, _cellHeight))),
    ]);

    /// <summary>The place of a cell's picture.</summary>
    public Place Cell(int cell)
    {
        var (column, row) = (cell % _cells.Columns.Count, cell / _cells.Columns.Count % _cells.Rows.Count);
        var layer = cell / _cells.Columns.Count / _cells.Rows.Count;
        return new Place(
            _left + (column * (_cellWidth + _gap)), _layerTops[layer] + _top + (row * (_cellHeight + _gap)), _cellWidth, _cellHeight);
    }

    // An axis that is not there has one value without a label, and labels without words take no room.
    private static Picture[] Draw(IReadOnlyList<GridLine> lines, int letters, int width) =>
        lines.All(line => line.Label.Length == 0)
            ? []
            : [.. lines.Select(line => TextPicture.Draw(line.Label, letters, Math.Max(width, letters)))];

    private static int Widest(Picture[] labels) => labels.Length == 0 ? 0 : labels.Max(label => label.Width) + (2 * Padding);

    private static int Highest(Picture[] labels) => labels.Length == 0 ? 0 : labels.Max(label => label.Height) + (2 * Padding);

    /// <summary>A rectangle, in pixels.</summary>
    public readonly record struct Place(int Left, int Top, int Width, int Height);
}
