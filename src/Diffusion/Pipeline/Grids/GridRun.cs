using Atelier.Diffusion.Imaging;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>Makes every cell of a grid, with one seed for all unless an axis says otherwise, and lays their first pictures out.</summary>
/// <param name="make">Makes a cell's pictures; its second argument counts the cells that were made before.</param>
/// <param name="newSeed">Gives a seed where the request has none.</param>
internal sealed class GridRun(Func<GenerationRequest, int, IEnumerable<GeneratedPicture>> make, Func<ulong> newSeed)
{
    /// <summary>The cells' pictures as they are done, and the grid at last.</summary>
    public IEnumerable<GeneratedPicture> Run(GenerationRequest request, GenerationLimits limits)
    {
        var seeded = request with
        {
            Seed = request.Seed ?? newSeed(),
            Variation = request.Variation is { Seed: null } variation ? variation with { Seed = newSeed() } : request.Variation,
        };
        var cells = GridCells.Of(seeded, limits);
        var first = new GeneratedPicture?[cells.Requests.Count];
        foreach (var (cell, made) in cells.Order().Select((cell, made) => (cell, made)))
        {
            foreach (var picture in make(cells.Requests[cell], made))
            {
                first[cell] ??= picture;
                yield return picture;
            }
        }

        if (first.OfType<GeneratedPicture>().FirstOrDefault() is { } any)
        {
            yield return Grid(seeded, cells, first, any);
        }
    }

    private static GeneratedPicture Grid(GenerationRequest request, GridCells cells, GeneratedPicture?[] first, GeneratedPicture any)
    {
        var recipe = any.Recipe with
        {
            Prompt = request.Prompt,
            PromptTemplate = null,
            NegativePrompt = request.NegativePrompt,
            NegativePromptTemplate = null,
            Grid = request.Grid,
            Index = 0,
        };
        var picture = GridPicture.Draw(cells, Array.ConvertAll(first, made => made?.Picture));
        var cell = any.Metadata.Infotext!;
        var metadata = PictureMetadata.Create(recipe.ToInfotext(cell["Sampler"]!, cell["Schedule type"]!, cell["Hires upscaler"]), recipe);
        return new GeneratedPicture(picture, recipe, metadata, any.Timings);
    }
}
