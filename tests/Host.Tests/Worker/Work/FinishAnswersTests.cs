using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;
using Atelier.Host.Worker.Work;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Upscaling;

namespace Atelier.Host.Tests.Worker.Work;

public class FinishAnswersTests
{
    private static readonly FinishFocus Centre = new("point", 0.5, 0.5);
    private static readonly FinishedFormat[] Png = [new("png", null)];

    [Fact]
    public void Each_size_comes_in_each_format()
    {
        var files = Finish(new FinishQuestion(
            PictureFile.Png(64, 32), null, [new(null, null), new(16, 16), new(32, null), new(null, 8)], Centre,
            [new("webp", 50), new("jpeg", null), new("avif", 40), new("png", null)]));

        Assert.Equal(
            [(0, 64, 32), (1, 16, 16), (2, 32, 16), (3, 16, 8)],
            files.Select(file => (file.Size, file.Width, file.Height)).Distinct());
        Assert.Equal([".webp", ".jpg", ".avif", ".png"], files.Take(4).Select(file => file.Extension));
        Assert.Equal(["image/webp", "image/jpeg", "image/avif", "image/png"], files.Take(4).Select(file => file.MediaType));
        Assert.Equal(16, files.Count);
        foreach (var file in files.Where(file => file.Extension != ".avif"))
        {
            var picture = PictureCodec.Decode(file.File);
            Assert.Equal((file.Width, file.Height), (picture.Width, picture.Height));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 127)]
    [InlineData(1, 254)]
    public void What_the_focus_names_stays(double x, int level)
    {
        // From black at the left to white at the right.
        var picture = Picture.Own(256, 8, [.. Enumerable.Range(0, 256 * 8 * 3).Select(i => (byte)(i / 3 % 256))]);
        var question =
            new FinishQuestion(PictureCodec.Encode(picture, new PngEncoding()), null, [new(8, 8)], new FinishFocus("point", x, 0.5), Png);

        var cut = PictureCodec.Decode(Finish(question).Single().File);

        Assert.InRange(cut.Pixels[4 * 3] - level, -8, 8);
    }

    [Fact]
    public void It_is_made_larger_before_it_is_cut()
    {
        var doubling = new Doubling();

        var file = Finish(
            new FinishQuestion(PictureFile.Png(20, 10), new Enlarging("doubling", 2), [new(null, null), new(20, 20)], Centre, Png),
            doubling);

        Assert.Equal([(40, 20), (20, 20)], file.Select(one => (one.Width, one.Height)));
        Assert.Equal([(40, 20)], doubling.Asked);
    }

    [Fact]
    public void What_cannot_be_is_named_by_its_field()
    {
        Assert.Equal(
            "post.formats",
            Assert.Throws<RequestException>(
                () => Finish(new FinishQuestion(PictureFile.Png(), null, [new(8, 8)], Centre, [new("bmp", null)]))).Field);
        Assert.Equal(
            "post.upscale.upscaler",
            Assert.Throws<RequestException>(
                () => Finish(new FinishQuestion(PictureFile.Png(), new Enlarging("nothing", 2), [new(8, 8)], Centre, Png))).Field);
        Assert.Throws<PictureException>(() => Finish(new FinishQuestion("no picture"u8.ToArray(), null, [new(8, 8)], Centre, Png)));
    }

    [Fact]
    public void It_ends_when_it_is_to_end()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        var parts = new SomeParts();

        Assert.ThrowsAny<OperationCanceledException>(() => FinishAnswers.Finish(
            new PictureUpscaler(parts, parts, parts), new FinishQuestion(PictureFile.Png(), null, [new(8, 8)], Centre, Png), ended.Token));
    }

    private static IReadOnlyList<FinishedFile> Finish(FinishQuestion question, params INamed[] named)
    {
        var parts = new SomeParts(named);
        return FinishAnswers.Finish(new PictureUpscaler(parts, parts, parts), question, CancellationToken.None);
    }

    private sealed class Doubling : IUpscaler
    {
        public string Name => "doubling";

        public List<(int Width, int Height)> Asked { get; } = [];

        public IReadOnlyList<ModelFile>? Models(IModelFiles files) => null;

        public Picture Upscale(Picture picture, UpscalingContext context)
        {
            Asked.Add((context.Width, context.Height));
            return Picture.Own(context.Width, context.Height, new byte[context.Width * context.Height * Picture.Channels]);
        }
    }
}
