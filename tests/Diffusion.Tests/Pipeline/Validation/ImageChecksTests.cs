using Atelier.Diffusion.Pipeline;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Validation;

public sealed class ImageChecksTests
{
    private static readonly ImageInput Image = new() { Picture = "p" };
    private static readonly MaskInput Mask = new() { Picture = "m" };

    public static TheoryData<string, ImageInput> Wrong => new()
    {
        { "image.picture", Image with { Picture = "" } },
        { "image.strength", Image with { Strength = 1.1 } },
        { "image.strength", Image with { Strength = double.NaN } },
        { "image.strength", Image with { Strength = 0, AllSteps = true } },
        { "image.resize", Image with { Resize = "squeeze" } },
        { "image.imageGuidance", Image with { ImageGuidance = -1 } },
        { "image.depth", Image with { Depth = "" } },
        { "image.mask.picture", Image with { Mask = Mask with { Picture = "" } } },
        { "image.mask.blur", Image with { Mask = Mask with { Blur = 65 } } },
        { "image.mask.content", Image with { Mask = Mask with { Content = "void" } } },
        { "image.mask.padding", Image with { Mask = Mask with { Padding = -1 } } },
        { "image.outpaint", Image with { Outpaint = new OutpaintInput() } },
        { "image.outpaint.left", Image with { Outpaint = new OutpaintInput { Left = 7 } } },
        { "image.outpaint.bottom", Image with { Outpaint = new OutpaintInput { Bottom = 4096 } } },
        { "image.outpaint.blend", Image with { Outpaint = new OutpaintInput { Left = 8, Blend = 129 } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named_by_its_field(string field, ImageInput image) =>
    Assert.Equal(field, Assert.Single(Problems(Of(image))).Field);

    [Fact]
    public void A_picture_with_all_that_goes_with_it_passes() => Assert.Empty(Problems(Of(Image with
    {
        Mask = Mask with { Content = "nothing", MaskedAreaOnly = true, Invert = true },
        Outpaint = new OutpaintInput { Left = 64, Right = 8 },
        Depth = "d",
        ImageGuidance = 1.2,
        Resize = "latent",
    })));

    [Fact]
    public void A_second_pass_goes_with_words_alone() =>
        Assert.Equal("hires", Assert.Single(Problems(Of(Image) with { Hires = new HiresFix() })).Field);

    private static GenerationRequest Of(ImageInput image) => new() { Prompt = "a lake", Image = image };

    private static IReadOnlyList<RequestException> Problems(GenerationRequest request) =>
        RequestValidator.Problems(request, new GenerationLimits());
}
