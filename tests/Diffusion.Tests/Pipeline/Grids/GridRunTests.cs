using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Grids;

public sealed class GridRunTests(StarterPipeline starter) : IClassFixture<StarterPipeline>
{
    private static readonly GridPlan Plan = new() { X = new("steps", ["1", "2"]), Y = new("prompt:lighthouse", ["lighthouse", "castle"]) };

    [Fact]
    public void Every_cell_is_the_picture_it_is_alone_and_the_grid_comes_last()
    {
        var request = StarterPipeline.Small("a lighthouse");
        var made = starter.Pipeline.Generate(request with { Grid = Plan }).ToList();
        Assert.Equal(5, made.Count);
        var alone = starter.Pipeline.Generate(request with { Prompt = "a castle", Steps = 2 }).Single();
        Assert.Equal(alone.Picture.Pixels.ToArray(), made[3].Picture.Pixels.ToArray());
        Assert.Equal(alone.Recipe.ToJson(), made[3].Recipe.ToJson());
        Assert.True(made[4].Picture.Width > 128 && made[4].Picture.Height > 128);
        Assert.Null(made[3].Recipe.Grid);
    }

    [Fact]
    public void The_grids_recipe_makes_the_grid_again()
    {
        var grid = starter.Pipeline.Generate(StarterPipeline.Small("a lighthouse") with { Grid = Plan }).Last();
        Assert.Equal(Plan.X.Field, grid.Recipe.Grid!.X.Field);
        Assert.Equal("a lighthouse", grid.Recipe.Prompt);
        var read = Atelier.Diffusion.Imaging.Metadata.Recipe.Parse(grid.Recipe.ToJson());
        Assert.Equal(grid.Picture.Pixels.ToArray(), starter.Pipeline.Generate(read.ToRequest()).Last().Picture.Pixels.ToArray());
    }

    [Fact]
    public void All_cells_share_the_seed_that_was_drawn()
    {
        var made = starter.Pipeline.Generate(
            StarterPipeline.Small() with { Seed = null, Grid = new GridPlan { X = new("steps", ["1", "2"]) } });
        Assert.All(made, picture => Assert.Equal(StarterPipeline.DrawnSeed, picture.Recipe.Seed));
    }

    [Fact]
    public void Progress_counts_the_cells_as_batches()
    {
        var watcher = new Watcher();
        _ = starter.Pipeline.Generate(StarterPipeline.Small("a lighthouse") with { Grid = Plan }, watcher).Count();
        Assert.All(watcher.Seen, seen => Assert.Equal(4, seen.Batches));
        Assert.Equal([0, 1, 2, 3], watcher.Seen.Select(seen => seen.Batch).Distinct());
    }

    [Fact]
    public void A_cell_that_cannot_be_made_is_refused_before_the_first_is()
    {
        var plan = new GridPlan { X = new("steps", ["1", "1000000"]) };
        var refused =
            Assert.Throws<RequestException>(() => starter.Pipeline.Generate(StarterPipeline.Small() with { Grid = plan }).First());
        Assert.Equal("grid.x.values", refused.Field);
        Assert.Contains("steps", refused.Problem);
    }
}
