using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

/// <summary>Pictures to begin from, through the whole pipeline.</summary>
public sealed class ImageStartTests : IClassFixture<StarterPipeline>
{
    private const int Side = 64;
    private static readonly Picture Source = SomePicture.Of(Side, Side);
    private static readonly Mask Box = SomeMask.Box(Side, Side, new Region(16, 16, 32, 32));
    private readonly StarterPipeline _starter;

    public ImageStartTests(StarterPipeline starter)
    {
        _starter = starter;
        starter.Pictures.Add("source", Source);
        starter.Pictures.Add("box", Box);
    }

    [Fact]
    public void The_less_is_made_anew_the_nearer_the_picture_stays()
    {
        var (little, much) = (Make(new ImageInput { Picture = "source", Strength = 0 }),
            Make(new ImageInput { Picture = "source", Strength = 1 }));
        var (near, far) = (SomePicture.MeanError(Source, little), SomePicture.MeanError(Source, much));
        Assert.True(near < 15 && far > 2 * near, $"{near} and {far} levels.");
    }

    [Theory]
    [InlineData("original", false)]
    [InlineData("fill", false)]
    [InlineData("noise", false)]
    [InlineData("nothing", true)]
    public void What_lies_outside_the_blurred_mask_comes_back_bit_for_bit(string content, bool isAreaOnly)
    {
        var mask = new MaskInput { Picture = "box", Blur = 2, Content = content, MaskedAreaOnly = isAreaOnly, Padding = 8 };
        var made = Make(new ImageInput { Picture = "source", Strength = 1, Mask = mask });
        var blurred = MaskBlur.Blur(Box, 2);
        AssertKept(Source, made, blurred);
        Assert.True(Changed(Source, made, blurred) > 0.9, "What is masked stayed.");
    }

    [Fact]
    public void What_lies_outside_a_masked_area_comes_back_at_the_pictures_own_size()
    {
        var large = SomePicture.Of(200, 120);
        var mask = SomeMask.Box(200, 120, new Region(30, 40, 50, 40));
        _starter.Pictures.Add("large", large);
        _starter.Pictures.Add("large box", mask);
        var made = Make(
            new ImageInput { Picture = "large", Mask = new MaskInput { Picture = "large box", Blur = 0, MaskedAreaOnly = true } });
        Assert.Equal((200, 120), (made.Width, made.Height));
        AssertKept(large, made, mask);
        Assert.True(Changed(large, made, mask) > 0.9);
    }

    [Fact]
    public void An_inverted_mask_keeps_the_white_part()
    {
        var made = Make(
            new ImageInput { Picture = "source", Strength = 1, Mask = new MaskInput { Picture = "box", Blur = 0, Invert = true } });
        AssertKept(Source, made, Box.Invert());
    }

    [Fact]
    public void What_the_masked_part_begins_from_makes_a_difference()
    {
        var pictures = new[] { "original", "fill", "noise", "nothing" }
            .Select(content => Make(new ImageInput
            {
                Picture = "source",
                Mask = new MaskInput { Picture = "box", Content = content },
            }).Pixels.ToArray()).ToList();
        Assert.Equal(4, pictures.Distinct(new SamePixels()).Count());
    }

    [Fact]
    public void A_widened_picture_keeps_its_old_part_beyond_the_blend()
    {
        var image = new ImageInput { Picture = "source", Outpaint = new OutpaintInput { Right = 64, Blend = 16 } };
        var made = Make(image, request => request with { Width = null, Height = null });
        Assert.Equal((128, 64), (made.Width, made.Height));
        Assert.Equal(Source.Crop(0, 0, 48, 64).Pixels.ToArray(), made.Crop(0, 0, 48, 64).Pixels.ToArray());
        Assert.NotEqual(Source.Crop(56, 0, 8, 64).Pixels.ToArray(), made.Crop(56, 0, 8, 64).Pixels.ToArray());
    }

    [Fact]
    public void A_picture_of_a_batch_is_the_one_that_is_made_alone_by_its_recipe()
    {
        var request = Request(new ImageInput { Picture = "source", Outpaint = new OutpaintInput { Left = 32 } }) with
        {
            BatchSize = 2,
            Width = null,
            Height = null,
        };
        var second = _starter.Pipeline.Generate(request).Last();
        var again = _starter.Pipeline.Generate(second.Recipe.ToRequest()).Single();
        Assert.Equal(request.Image, second.Recipe.Image);
        Assert.All(second.Picture.Pixels.ToArray().Zip(again.Picture.Pixels.ToArray()),
            pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
    }

    [Fact]
    public void Without_a_size_the_pictures_own_is_made()
    {
        _starter.Pictures.Add("odd", SomePicture.Of(75, 50));
        var made = Make(new ImageInput { Picture = "odd" }, request => request with { Width = null, Height = null });
        Assert.Equal((72, 48), (made.Width, made.Height));
    }

    [Fact]
    public void All_steps_are_made_where_that_is_asked_for()
    {
        Assert.Equal(2, Steps(new ImageInput { Picture = "source", Strength = 0.5 }));
        Assert.Equal(3, Steps(new ImageInput { Picture = "source", Strength = 0.5, AllSteps = true }));

        int Steps(ImageInput image)
        {
            var watcher = new StepCounter();
            _ = _starter.Pipeline.Generate(Request(image), watcher).Count();
            return watcher.Steps;
        }
    }

    [Fact]
    public void A_picture_that_is_not_there_is_named() =>
        Assert.Equal("image.picture", Assert.Throws<RequestException>(() => Make(new ImageInput { Picture = "nowhere" })).Field);

    private static void AssertKept(Picture before, Picture after, Mask mask)
    {
        for (var i = 0; i < before.Pixels.Length; i++)
        {
            Assert.True(mask.Values[i / Picture.Channels] > 0 || before.Pixels[i] == after.Pixels[i], $"Value {i} changed.");
        }
    }

    private static double Changed(Picture before, Picture after, Mask mask)
    {
        var (changed, all) = (0, 0);
        for (var i = 0; i < before.Pixels.Length; i++)
        {
            if (mask.Values[i / Picture.Channels] == byte.MaxValue)
            {
                (changed, all) = (changed + (before.Pixels[i] == after.Pixels[i] ? 0 : 1), all + 1);
            }
        }

        return (double)changed / all;
    }

    private static GenerationRequest Request(ImageInput image) => StarterPipeline.Small() with { Image = image };

    private Picture Make(ImageInput image, Func<GenerationRequest, GenerationRequest>? change = null) =>
        _starter.Pipeline.Generate((change ?? (request => request))(Request(image))).Single().Picture;

    private sealed class StepCounter : IGenerationObserver
    {
        public int Steps { get; private set; }

        public void OnProgress(GenerationProgress progress) => Steps = Math.Max(Steps, progress.Steps);
    }

    private sealed class SamePixels : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] pixels) => pixels.Length;
    }
}
