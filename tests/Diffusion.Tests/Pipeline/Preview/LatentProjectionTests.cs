using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Preview;

public sealed class LatentProjectionTests(StarterPipeline starter) : IClassFixture<StarterPipeline>
{
    [Fact]
    public void A_preview_of_the_last_estimate_looks_like_the_picture()
    {
        Picture? preview = null;
        var request = StarterPipeline.Small() with { Width = 256, Height = 256, Steps = 8 };

        var picture =
            starter.Pipeline.Generate(request, new Watcher(progress => preview = starter.Pipeline.Preview(progress) ?? preview))
                .Single().Picture;

        Assert.Equal((32, 32), (preview!.Width, preview.Height));
        var small = PictureCodec.Resize(picture, preview.Width, preview.Height);
        Assert.All(Enumerable.Range(0, Picture.Channels), channel => Assert.InRange(Correlation(small, preview, channel), 0.8, 1));
    }

    [Fact]
    public void There_is_no_preview_before_the_first_step()
    {
        starter.Pipeline.Generate(StarterPipeline.Small(),
            new Watcher(progress => Assert.Equal(progress.Step == 0, starter.Pipeline.Preview(progress) is null))).Single();
    }

    private static double Correlation(Picture a, Picture b, int channel)
    {
        var (x, y) = (Values(a, channel), Values(b, channel));
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y).Sum(pair => (pair.First - meanX) * (pair.Second - meanY))
            / Math.Sqrt(x.Sum(value => (value - meanX) * (value - meanX)) * y.Sum(value => (value - meanY) * (value - meanY)));
    }

    private static double[] Values(Picture picture, int channel) =>
        [.. Enumerable.Range(0, picture.Width * picture.Height).Select(at => (double)picture.Pixels[(at * Picture.Channels) + channel])];

    private sealed class Watcher(Action<GenerationProgress> told) : IGenerationObserver
    {
        public void OnProgress(GenerationProgress progress) => told(progress);
    }
}
