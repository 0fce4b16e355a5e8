using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.Diffusion.Tests.Pipeline.Grids;

public sealed class GridCellsTests
{
    private static readonly GenerationRequest Base = new()
    {
        Prompt = "a cat on a mat",
        NegativePrompt = "a blurred cat",
        SamplerOptions = new Dictionary<string, double> { ["eta"] = 0.5 },
    };

    [Fact]
    public void There_is_a_cell_for_every_combination_by_layer_row_and_column()
    {
        var cells = Of(new GridPlan { X = new("steps", ["1-3"]), Y = new("sampler", ["euler", "ddim"]), Z = new("seed", ["5", "6"]) });
        Assert.Equal(12, cells.Requests.Count);
        Assert.Equal([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3], cells.Requests.Select(request => request.Steps!.Value));
        Assert.Equal(
            "euler ddim euler ddim", string.Join(' ', cells.Requests.Select(request => request.Sampler).Where((_, i) => i % 3 == 0)));
        Assert.Equal([5ul, 6], cells.Requests.Select(request => request.Seed!.Value).Distinct());
        Assert.All(cells.Requests, request => Assert.Null(request.Grid));
        Assert.Equal(["Steps: 1", "Steps: 2", "Steps: 3"], cells.Columns.Select(line => line.Label));
    }

    [Fact]
    public void Fields_within_others_are_set_and_what_is_missing_on_the_way_is_made()
    {
        Assert.Equal([3, 7.5], Requests("guidanceSettings.scale", "3", "7.5").Select(request => request.GuidanceSettings!.Scale));
        Assert.Equal([1.5, 2], Requests("hires.scale", "1.5", "2").Select(request => request.Hires!.Scale));
        Assert.Equal(new HiresFix().Upscaler, Requests("hires.scale", "2")[0].Hires!.Upscaler);
        Assert.Equal([0, 1], Requests("samplerOptions.eta", "0-1").Select(request => request.SamplerOptions["eta"]));
        Assert.Equal(["x", "both"], Requests("tiling", "x", "both").Select(request => request.Tiling));
        Assert.Equal([true, false], Requests("shareStyle", "true", "false").Select(request => request.ShareStyle));
    }

    [Fact]
    public void Everything_else_of_the_request_stays()
    {
        var request = Base with
        {
            GuidanceSettings = new GuidanceSettings { Scale = 3, Rescale = 0.5 },
            Hires = new HiresFix { Strength = 0.4 },
            Seed = ulong.MaxValue,
        };
        var cell = GridCells.Of(
            request with { Grid = new GridPlan { X = new("guidanceSettings.scale", ["9"]) } }, new GenerationLimits()).Requests[0];
        Assert.Equal(request.GuidanceSettings with { Scale = 9 }, cell.GuidanceSettings);
        Assert.Equal(request.Hires, cell.Hires);
        Assert.Equal((request.Prompt, request.Seed, 0.5), (cell.Prompt, cell.Seed, cell.SamplerOptions["eta"]));
    }

    [Fact]
    public void Words_of_both_prompts_are_replaced()
    {
        var requests = Requests("prompt:cat", "cat", "dog, brown");
        Assert.Equal(["a cat on a mat", "a dog, brown on a mat"], requests.Select(request => request.Prompt));
        Assert.Equal("a blurred dog, brown", requests[1].NegativePrompt);
    }

    [Fact]
    public void Cells_of_one_model_are_made_one_after_another()
    {
        var cells = Of(new GridPlan { X = new("model", ["a", "b"]), Y = new("seed", ["1-3"]) });
        Assert.Equal([0, 2, 4, 1, 3, 5], cells.Order());
    }

    [Theory]
    [InlineData("stepz", "10", "grid.x.field", "'stepz'")]
    [InlineData("guidanceSettings.sale", "10", "grid.x.field", "scale")]
    [InlineData("guidanceSettings", "10", "grid.x.field", "rescale")]
    [InlineData("steps.x", "10", "grid.x.field", "no deeper")]
    [InlineData("controls", "10", "grid.x.field", "numbered")]
    [InlineData("batchSize", "2", "grid.x.field", "cannot be varied")]
    [InlineData("grid.x.field", "2", "grid.x.field", "cannot be varied")]
    [InlineData("steps", "many", "grid.x.values", "whole number")]
    [InlineData("steps", "2.5", "grid.x.values", "whole number")]
    [InlineData("shareStyle", "maybe", "grid.x.values", "true or false")]
    [InlineData("steps", "5-1 (+1)", "grid.x.values", "range")]
    [InlineData("seed", "1-60", "grid.x.values", "at most 50")]
    [InlineData("prompt:dragon", "owl", "grid.x.field", "neither prompt")]
    [InlineData("controls.0.weight", "1", "grid.x.values", "controls.0")]
    [InlineData("image.strength", "1", "grid.x.values", "image")]
    public void What_cannot_be_is_told_with_the_field_at_fault(string name, string value, string field, string word)
    {
        var refused = Assert.Throws<RequestException>(() => Requests(name, value));
        Assert.Equal(field, refused.Field);
        Assert.Contains(word, refused.Problem);
    }

    [Fact]
    public void There_may_not_be_more_cells_than_the_limit()
    {
        var plan = new GridPlan { X = new("steps", ["1-20"]), Y = new("seed", ["1-20"]) };
        Assert.Equal("grid", Assert.Throws<RequestException>(() => Of(plan)).Field);
        Assert.Equal(400, GridCells.Of(Base with { Grid = plan }, new GenerationLimits { GridCells = 400 }).Requests.Count);
        Assert.Equal((400 * 6) + 1, PictureCount.Of(Base with { Grid = plan, BatchSize = 2, Count = 3 }));
    }

    private static GridCells Of(GridPlan plan) => GridCells.Of(Base with { Grid = plan }, new GenerationLimits());

    private static IReadOnlyList<GenerationRequest> Requests(string field, params string[] values) =>
        Of(new GridPlan { X = new GridAxis(field, values) }).Requests;
}
