using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Imaging.Metadata;

public sealed class ImageWordsTests
{
    private static readonly string Hash = new('a', 64);

    private static readonly ImageInput Image = new()
    {
        Picture = $"sha256:{Hash}",
        Strength = 0.6,
        Resize = "fill",
        AllSteps = true,
        ImageGuidance = 1.4,
        Depth = $"sha256:{new string('d', 64)}",
        Mask = new MaskInput
        {
            Picture = $"sha256:{new string('b', 64)}",
            Invert = true,
            Blur = 8,
            Content = "noise",
            MaskedAreaOnly = true,
            Padding = 16,
        },
        Outpaint = new OutpaintInput { Left = 64, Blend = 8 },
    };

    [Fact]
    public void A_picture_to_begin_from_is_written_in_AUTOMATIC1111s_words()
    {
        var text = Infotext(Image);
        Assert.Contains("Image CFG scale: 1.4, Seed", text);
        Assert.Contains("Denoising strength: 0.6, Clip skip: 2", text);
        Assert.Contains($"Init image hash: {Hash}, RNG: CPU", text);
        Assert.Contains(
            "Mask mode: Inpaint not masked, Mask blur: 8, Inpaint area: Only masked, Masked area padding: 16, Masked content: latent noise",
            text);
    }

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(Image, Read(Infotext(Image)));

    [Fact]
    public void The_least_there_is_is_read_back()
    {
        var image = new ImageInput { Picture = Image.Picture };
        Assert.Equal(image, Read(Infotext(image)));
        var masked = image with { Mask = new MaskInput { Picture = Image.Picture, Blur = 0 } };
        Assert.Equal(masked, Read(Infotext(masked)));
    }

    [Fact]
    public void AUTOMATIC1111s_own_hash_names_no_file_and_is_left_aside() =>
        Assert.Null(Read($"a lake\nSteps: 20, Sampler: Euler, Denoising strength: 0.5, Init image hash: {Hash}, Version: v1.10.0"));

    [Fact]
    public void A_recipe_keeps_the_reference()
    {
        var recipe = Recipe.Parse((SomeRecipe.With("a") with { Image = Image }).ToJson());
        Assert.Equal(Image, recipe.Image);
        Assert.Equal(Image, recipe.ToRequest().Image);
    }

    private static string Infotext(ImageInput image) =>
        (SomeRecipe.With("a lake") with { Image = image }).ToInfotext("Euler", "Karras").ToString();

    private static ImageInput? Read(string text) => Atelier.Diffusion.Imaging.Metadata.Infotext.Parse(text).ToRequest().Image;
}
