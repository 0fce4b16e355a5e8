using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Validation;

internal static class GridChecks
{
    /// <summary>The first problem of a grid: of its axes, or of the first cell that cannot be made.</summary>
    public static RequestException? Of(GenerationRequest request, GenerationLimits limits)
    {
        if (request.Grid is null)
        {
            return null;
        }

        try
        {
            var cells = GridCells.Of(request, limits);
            return cells.Requests.SelectMany(cell => RequestValidator.Problems(cell, limits)).Select(problem =>
                new RequestException($"grid.{Axis(request.Grid, problem.Field)}", $"{problem.Field}: {problem.Problem}")).FirstOrDefault();
        }
        catch (RequestException problem)
        {
            return problem;
        }
    }

    // The axis that varies the field at fault; what no axis varies is wrong in all cells, and told by its own checks too.
    private static string Axis(GridPlan plan, string field) =>
        plan.Y?.Field == field ? "y.values" : plan.Z?.Field == field ? "z.values" : "x.values";
}
