using Atelier.Diffusion.Pipeline;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Validation;

public sealed class PassChecksTests
{
    private static readonly GenerationRequest Base = new() { Prompt = "p", Width = 512, Height = 512, Steps = 20 };

    public static TheoryData<string, GenerationRequest> Wrong => new()
    {
        { "hires.scale", Base with { Hires = new HiresFix { Scale = 0.5 } } },
        { "hires.scale", Base with { Hires = new HiresFix { Scale = double.NaN } } },
        { "hires.scale", Base with { Width = 1024, Hires = new HiresFix { Scale = 3 } } },
        { "hires.width", Base with { Hires = new HiresFix { Width = 1001 } } },
        { "hires.width", Base with { Width = 64, Hires = new HiresFix { Width = 2048 } } },
        { "hires.height", Base with { Hires = new HiresFix { Height = 4096 } } },
        { "hires.upscaler", Base with { Hires = new HiresFix { Upscaler = "" } } },
        { "hires.strength", Base with { Hires = new HiresFix { Strength = 1.1 } } },
        { "hires.steps", Base with { Hires = new HiresFix { Steps = 0 } } },
        { "hires.guidanceScale", Base with { Hires = new HiresFix { GuidanceScale = -1 } } },
        { "hires.prompt", Base with { Hires = new HiresFix { Prompt = new string('x', 20_000) } } },
        { "hires", Base with { Hires = new HiresFix(), Image = new ImageInput { Picture = "sha256:" + new string('0', 64), Mask = new MaskInput { Picture = "sha256:" + new string('0', 64) } } } },
        { "variation.strength", Base with { Variation = new Variation { Strength = 1.5 } } },
        { "variation.fromWidth", Base with { Variation = new Variation { FromWidth = 12 } } },
        { "variation.fromHeight", Base with { Variation = new Variation { FromHeight = 0 } } },
        { "refiner.model", Base with { Refiner = new RefinerStage { Model = "" } } },
        { "refiner.switchAt", Base with { Refiner = new RefinerStage { Model = "m", SwitchAt = double.NaN } } },
        { "tiling", Base with { Tiling = "X" } },
        { "grid.x.values", Base with { Grid = new GridPlan { X = new("width", ["64", "65"]) } } },
        { "grid.y.field", Base with { Grid = new GridPlan { X = new("width", ["64"]), Y = new("nothing", ["1"]) } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_wrong_field_is_named_and_nothing_else(string field, GenerationRequest request) =>
        Assert.Equal(field, Assert.Single(RequestValidator.Problems(request, new GenerationLimits())).Field);

    [Fact]
    public void The_budget_counts_the_second_pass()
    {
        var limits = new GenerationLimits { PixelSteps = (512 * 512 * 20) + (1024 * 1024 * 10) };
        var request = Base with { Hires = new HiresFix { Steps = 10 } };
        Assert.Empty(RequestValidator.Problems(request, limits));
        var problem = Assert.Single(RequestValidator.Problems(request, limits with { PixelSteps = limits.PixelSteps - 1 }));
        Assert.Equal("budget", problem.Field);
        Assert.Contains("1024×1024 × 10 steps", problem.Problem);
    }

    [Fact]
    public void The_budget_counts_every_cell_of_a_grid()
    {
        var request = Base with { Grid = new GridPlan { X = new("steps", ["10", "20"]), Y = new("width", ["64", "128"]) } };
        var cost = (64 + 128) * 512 * (10 + 20);
        Assert.Empty(RequestValidator.Problems(request, new GenerationLimits { PixelSteps = cost }));
        Assert.Equal("budget", Assert.Single(RequestValidator.Problems(request, new GenerationLimits { PixelSteps = cost - 1 })).Field);
    }
}
