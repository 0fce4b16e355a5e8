using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>A grid's requests: one for every combination of its axes' values.</summary>
/// <param name="Columns">The X axis's values.</param>
/// <param name="Rows">The Y axis's.</param>
/// <param name="Layers">The Z axis's.</param>
/// <param name="Requests">By layer, row and column.</param>
internal sealed record GridCells(
    IReadOnlyList<GridLine> Columns, IReadOnlyList<GridLine> Rows, IReadOnlyList<GridLine> Layers,
    IReadOnlyList<GenerationRequest> Requests)
{
    /// <summary>Lays a grid out.</summary>
    /// <param name="request">The request, with a grid.</param>
    /// <param name="limits">How many cells it may have.</param>
    /// <exception cref="RequestException">An axis is wrong, or there are too many cells.</exception>
    public static GridCells Of(GenerationRequest request, GenerationLimits limits)
    {
        var plan = request.Grid!;
        var one = request with { Grid = null };
        var columns = GridLine.Of(plan.X, one, "grid.x");
        var rows = GridLine.Of(plan.Y, one, "grid.y");
        var layers = GridLine.Of(plan.Z, one, "grid.z");
        if ((long)columns.Count * rows.Count * layers.Count is var count && count > limits.GridCells)
        {
            throw new RequestException(
                "grid", $"has {columns.Count}×{rows.Count}×{layers.Count} = {count} cells; at most {limits.GridCells} are made");
        }

        return new GridCells(columns, rows, layers,
            [.. from layer in layers from row in rows from column in columns select column.Apply(row.Apply(layer.Apply(one)))]);
    }

    /// <summary>
    /// The cells' places in the order they are best made in: those of one model one after another, and else as they lie.
    /// </summary>
    public IEnumerable<int> Order() => Enumerable.Range(0, Requests.Count)
        .GroupBy(cell => (Requests[cell].Model, Requests[cell].Refiner?.Model, Requests[cell].Vae)).SelectMany(cells => cells);
}
