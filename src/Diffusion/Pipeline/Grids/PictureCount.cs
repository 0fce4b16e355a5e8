using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>How many pictures a request makes.</summary>
public static class PictureCount
{
    /// <summary>Its batches' pictures; of a grid those of every cell, and the grid itself.</summary>
    /// <param name="request">The request. Of a grid that cannot be made one cell is counted.</param>
    public static long Of(GenerationRequest request)
    {
        var one = (long)request.BatchSize * request.Count;
        return request.Grid is null ? one : (one * Cells(request)) + 1;
    }

    /// <summary>How many times its batches are made.</summary>
    /// <param name="request">The request.</param>
    internal static long Cells(GenerationRequest request)
    {
        if (request.Grid is not { } plan)
        {
            return 1;
        }

        try
        {
            return (long)GridLine.Of(plan.X, request, "grid.x").Count * GridLine.Of(plan.Y, request, "grid.y").Count * GridLine.Of(
                plan.Z, request, "grid.z").Count;
        }
        catch (RequestException)
        {
            return 1;
        }
    }
}
