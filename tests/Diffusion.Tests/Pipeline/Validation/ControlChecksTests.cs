using Atelier.Diffusion.Pipeline;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Validation;

public sealed class ControlChecksTests
{
    private static readonly ControlUnit Right = new() { Model = "canny", Picture = "some" };

    public static TheoryData<string, ControlUnit> Wrong { get; } = new()
    {
        { "controls[0].model: is empty; give a name or leave it out", Right with { Model = "" } },
        { "controls[0].picture: is missing; name a picture here, or one to begin from (image.picture)", Right with { Picture = null } },
        { "controls[0].resolution: 63 is not possible; it must be from 64 to 4096", Right with { Resolution = 63 } },
        { "controls[0].weight: 2.1 is not possible; it must be a number from 0 to 2", Right with { Weight = 2.1 } },
        { "controls[0].weight: NaN is not possible; it must be a number from 0 to 2", Right with { Weight = double.NaN } },
        { "controls[0].end: 1.5 is not possible; it must be a number from 0 to 1", Right with { End = 1.5 } },
        { "controls[0].start: 0.6 lies after the end, 0.5; it must not", Right with { Start = 0.6, End = 0.5 } },
        { "controls[0].resize: 'squash' is unknown; it must be stretch, crop or fill", Right with { Resize = "squash" } },
        { "controls[0].mode: 'both' is unknown; it must be balanced, prompt or control", Right with { Mode = "both" } },
        { "controls[0].pass: 'third' is unknown; it must be both, first or second", Right with { Pass = "third" } },
        {
            "controls[0].preprocessorOptions: low is NaN; it must be a finite number",
            Right with { PreprocessorOptions = new Dictionary<string, double> { ["low"] = double.NaN } }
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_a_unit_cannot_be_is_named(string message, ControlUnit unit) =>
        Assert.Equal(message, Assert.Single(RequestValidator.Problems(With(unit), new GenerationLimits())).Message);

    [Fact]
    public void A_right_unit_passes() =>
    Assert.Empty(RequestValidator.Problems(With(Right, Right with { Start = 0.5, End = 0.5 }), new GenerationLimits()));

    [Fact]
    public void A_unit_may_take_the_picture_to_begin_from() =>
        Assert.Empty(
            RequestValidator.Problems(
                With(Right with { Picture = null }) with { Image = new ImageInput { Picture = "some" } }, new GenerationLimits()));

    [Fact]
    public void More_units_than_work_at_once_are_refused() =>
        Assert.Equal(
            "controls", Assert.Single(RequestValidator.Problems(With([.. Enumerable.Repeat(Right, 17)]), new GenerationLimits())).Field);

    private static GenerationRequest With(params ControlUnit[] units) => new() { Prompt = "a cat", Controls = units };
}
