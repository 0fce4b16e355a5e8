using System.Globalization;
using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Diffusion.Pipeline.Hires;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Validation;

/// <summary>What a request costs: pixels times steps times pictures, of all its passes.</summary>
internal static class PixelBudget
{
    /// <summary>Refuses what costs too much. What is left open costs nothing yet.</summary>
    public static RequestException? Check(GenerationRequest request, GenerationLimits limits)
    {
        var asked = request.Grid is null ? Cost(request) : GridCells.Of(request, limits).Requests.Sum(Cost);
        return asked <= limits.PixelSteps
            ? null
            : new RequestException("budget", string.Create(CultureInfo.InvariantCulture,
                $"{request.Width}×{request.Height} pixels × {request.Steps} steps{Second(request)} × {PictureCount.Of(request with { Grid = null }) * PictureCount.Cells(request)} pictures is {asked / limits.PixelSteps:0.0} times what one request may ask for ({limits.PixelSteps} pixel steps); make it smaller or split it"));
    }

    // Every factor has passed its own limit, but limits are configured: decimal holds the product of five of any size.
    private static decimal Cost(GenerationRequest request) => request is { Width: { } width, Height: { } height, Steps: { } steps }
        ? (((decimal)width * height * steps) + SecondPass(request, steps)) * request.BatchSize * request.Count
        : 0;

    private static decimal SecondPass(GenerationRequest request, int steps) =>
        HiresSize.Of(request) is { } size ? (decimal)size.EnlargedWidth * size.EnlargedHeight * (request.Hires!.Steps ?? steps) : 0;

    private static string Second(GenerationRequest request) => HiresSize.Of(request) is { } size
        ? $" and {size.Width}×{size.Height} × {request.Hires!.Steps ?? request.Steps} steps"
        : "";
}
