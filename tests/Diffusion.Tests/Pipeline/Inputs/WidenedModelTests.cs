using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

/// <summary>UNets for inpainting, editing and depth, in the shape of the model that ships.</summary>
public sealed class WidenedModelTests
{
    private static readonly GenerationRequest Words = StarterPipeline.Small() with { Steps = 2 };

    [Fact]
    public void An_inpainting_model_sees_the_mask_and_the_picture_without_the_masked_part()
    {
        using var model = Widened(latent => (2 * latent) + 1);
        var all = model.Make(new ImageInput { Picture = "source", Strength = 1 });
        var box = model.Make(new ImageInput { Picture = "source", Strength = 1, Mask = new MaskInput { Picture = "box", Blur = 0 } });
        var other = model.Make(
            new ImageInput
            {
                Picture = "masked otherwise",
                Strength = 1,
                Mask = new MaskInput { Picture = "box", Blur = 0, Content = "noise" },
            });
        var same = model.Make(
            new ImageInput { Picture = "source", Strength = 1, Mask = new MaskInput { Picture = "box", Blur = 0, Content = "noise" } });
        Assert.NotEqual(all, box);

        // What lies under the mask is hidden from a model that begins from noise there.
        Assert.Equal(other, same);
        model.AssertWantsPicture();
    }

    [Fact]
    public void An_editing_model_follows_the_picture_as_closely_as_asked()
    {
        using var model = Widened(latent => 2 * latent);
        var weak = model.Make(new ImageInput { Picture = "source", Strength = 1, ImageGuidance = 1 });
        var usual = model.Make(new ImageInput { Picture = "source", Strength = 1 });
        Assert.NotEqual(weak, usual);
        Assert.Equal(usual, model.Make(new ImageInput { Picture = "source", Strength = 1, ImageGuidance = 1.5 }));
        model.AssertWantsPicture();
    }

    [Fact]
    public void A_depth_model_follows_the_map_and_says_what_it_lacks_without_one()
    {
        using var model = Widened(latent => latent + 1);
        var image = new ImageInput { Picture = "source", Strength = 1 };
        Assert.NotEqual(model.Make(image with { Depth = "depth" }), model.Make(image with { Depth = "source" }));
        var error = Assert.Throws<RequestException>(() => model.Make(image));
        Assert.Equal("image.depth", error.Field);
        Assert.Contains("depth map", error.Problem);
        model.AssertWantsPicture();
    }

    private static Model Widened(Func<int, int> channels) => new(channels);

    private sealed class Model : IDisposable
    {
        private readonly WidenedStarter _starter;

        public Model(Func<int, int> channels)
        {
            _starter = new WidenedStarter(channels);
            var box = new Region(16, 16, 32, 32);
            var source = SomePicture.Of(64, 64);
            _starter.Pictures.Add("source", source);
            _starter.Pictures.Add("depth", SomePicture.Of(64, 64, seed: 5).Crop(0, 0, 32, 64));
            _starter.Pictures.Add("masked otherwise", box.Paste(source, SomePicture.Of(200, 200).Crop(150, 150, 32, 32)));
            _starter.Pictures.Add("box", SomeMask.Box(64, 64, box));
        }

        public byte[] Make(ImageInput image) => _starter.Pipeline.Generate(Words with { Image = image }).Single().Picture.Pixels.ToArray();

        public void AssertWantsPicture() =>
            Assert.Equal("image", Assert.Throws<RequestException>(() => _starter.Pipeline.Generate(Words).Count()).Field);

        public void Dispose() => _starter.Dispose();
    }
}
