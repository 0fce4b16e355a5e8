using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

public sealed class SourceImageTests
{
    private readonly SomePictures _files = new();

    public SourceImageTests()
    {
        _files.Add("picture", SomePicture.Of(100, 60));
        _files.Add("mask", SomeMask.Box(50, 30, new Region(10, 10, 10, 10)));
        _files.Add("black", SomeMask.Box(50, 30, new Region(0, 0, 0, 0)));
        _files.Add("text", "hello"u8.ToArray());
    }

    [Fact]
    public void A_mask_and_a_depth_map_are_stretched_to_the_picture()
    {
        _files.Add("depth", SomePicture.Of(10, 10));
        var image = Read(new ImageInput { Picture = "picture", Depth = "depth", Mask = new MaskInput { Picture = "mask", Blur = 0 } });
        Assert.Equal((100, 60), (image.Mask!.Width, image.Mask.Height));
        Assert.Equal((100, 60), (image.Depth!.Width, image.Depth.Height));
        Assert.Equal((255, 0), (image.Mask.Values[(30 * 100) + 30], image.Mask.Values[0]));
    }

    [Fact]
    public void An_inverted_mask_paints_the_black_part()
    {
        var image = Read(new ImageInput { Picture = "picture", Mask = new MaskInput { Picture = "mask", Blur = 0, Invert = true } });
        Assert.Equal((0, 255), (image.Mask!.Values[(30 * 100) + 30], image.Mask.Values[0]));
    }

    [Fact]
    public void What_is_transparent_in_a_mask_is_kept()
    {
        _files.Add("mask", PngBytes.Of(2, 1, colourType: 4, [0, 255, 0, 255, 255]));
        var image = Read(new ImageInput { Picture = "picture", Mask = new MaskInput { Picture = "mask", Blur = 0 } });
        Assert.Equal((0, 255), (image.Mask!.Values[0], image.Mask.Values[99]));
    }

    [Theory]
    [InlineData("nowhere", "mask", "image.picture")]
    [InlineData("text", "mask", "image.picture")]
    [InlineData("picture", "text", "image.mask.picture")]
    [InlineData("picture", "black", "image.mask.picture")]
    public void A_picture_that_cannot_be_used_is_named_by_its_field(string picture, string mask, string field) =>
        Assert.Equal(
            field, Assert.Throws<RequestException>(
                () => Read(new ImageInput { Picture = picture, Mask = new MaskInput { Picture = mask } })).Field);

    [Theory]
    [InlineData(null, null, 96, 56)]
    [InlineData(200, null, 200, 120)]
    [InlineData(null, 120, 200, 120)]
    [InlineData(64, 64, 64, 64)]
    public void What_a_request_leaves_open_is_the_pictures_size_or_its_proportions(
        int? width, int? height, int expectedWidth, int expectedHeight)
    {
        var request = new GenerationRequest { Prompt = "", Width = width, Height = height, Image = new ImageInput { Picture = "picture" } };
        Assert.Equal((expectedWidth, expectedHeight), Read(request.Image).Size(request));
    }

    [Fact]
    public void A_widened_pictures_size_is_the_wide_one()
    {
        var image = new ImageInput { Picture = "picture", Outpaint = new OutpaintInput { Left = 64, Top = 8 } };
        Assert.Equal((160, 64), Read(image).Size(new GenerationRequest { Prompt = "", Image = image }));
    }

    [Fact]
    public void A_masked_area_is_worked_on_at_the_models_own_size()
    {
        var image = new ImageInput { Picture = "picture", Mask = new MaskInput { Picture = "mask", MaskedAreaOnly = true } };
        Assert.Null(Read(image).Size(new GenerationRequest { Prompt = "", Image = image }));
    }

    private SourceImage Read(ImageInput input) => SourceImage.Read(input, new InputPictures(_files));
}
