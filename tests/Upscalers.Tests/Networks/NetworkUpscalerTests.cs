using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Upscalers.Networks;
using Atelier.Upscalers.Pictures;
using Atelier.Upscaling;

namespace Atelier.Upscalers.Tests.Networks;

public class NetworkUpscalerTests
{
    [Theory]
    [InlineData(false, 3, "float", -1)]
    [InlineData(false, 3, "float16", -1)]
    [InlineData(true, 3, "float", -1)]
    [InlineData(false, 1, "float", -1)]
    [InlineData(true, 1, "uint8", -1)]
    [InlineData(true, 3, "uint8", -1)]
    [InlineData(false, 3, "float", 32)]
    public void Whatever_way_round_a_network_wants_its_values_the_picture_is_the_same(
        bool channelsLast, int channels, string type, int size)
    {
        var network = new RepeatingNetwork(2, channelsLast, channels, type, size);
        var picture = Gradient(70, 50);
        var made = Upscale(network, picture, 140, 100);
        Assert.Equal(new Nearest().Upscale(picture, Context(network, 140, 100)).Pixels, made.Pixels);
        Assert.Equal(type == "uint8" ? 255 : 1, network.Highest);
    }

    [Fact]
    public void A_large_picture_goes_through_in_tiles_of_one_size_that_leave_no_seam()
    {
        var network = new RepeatingNetwork(2);
        var picture = Gradient(400, 230);
        Assert.Equal(new Nearest().Upscale(picture, Context(network, 800, 460)).Pixels, Upscale(network, picture, 800, 460).Pixels);
        Assert.Equal(6, network.Seen.Count);
        Assert.All(network.Seen, shape => Assert.Equal([1, 3, 192, 192], shape));
    }

    [Fact]
    public void A_network_that_is_not_enough_runs_again_and_the_rest_is_resampled()
    {
        var network = new RepeatingNetwork(2);
        var made = Upscale(network, Gradient(16, 16), 100, 100);
        Assert.Equal((100, 100), (made.Width, made.Height));
        Assert.Equal([16, 32, 64], network.Seen.Select(shape => shape[3]));
    }

    [Fact]
    public void A_network_that_keeps_the_size_runs_once()
    {
        var network = new RepeatingNetwork(1);
        Upscale(network, Gradient(16, 16), 64, 64);
        Assert.Single(network.Seen);
    }

    [Fact]
    public void It_tells_how_far_it_is()
    {
        var told = new Told();
        new NetworkUpscaler().Upscale(Gradient(400, 100), Context(new RepeatingNetwork(2), 800, 200) with { Progress = told });
        Assert.Equal(3, told.Values.Count);
        Assert.Equal(1, told.Values[^1]);
    }

    [Fact]
    public void A_network_that_makes_no_picture_is_refused_by_name()
    {
        var refused = Assert.Throws<RequestException>(() => Upscale(new RepeatingNetwork(2, channels: 7), Gradient(8, 8), 16, 16));
        Assert.Contains("repeating", refused.Message);
        Assert.Contains("7 channels", refused.Message);
    }

    [Fact]
    public void By_its_own_name_without_a_file_it_says_where_files_go()
    {
        var refused = Assert.Throws<RequestException>(
            () => new NetworkUpscaler().Upscale(Gradient(8, 8), Context(new RepeatingNetwork(2), 16, 16) with { Model = null }));
        Assert.Contains("models/upscalers", refused.Message);
    }

    private static Picture Upscale(IModelRuntime runtime, Picture picture, int width, int height) =>
        new NetworkUpscaler().Upscale(picture, Context(runtime, width, height));

    private static UpscalingContext Context(IModelRuntime runtime, int width, int height) =>
        new(width, height, RepeatingNetwork.File, runtime, null, CancellationToken.None);

    private static Picture Gradient(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            pixels[3 * i] = (byte)(255 * (i % width) / Math.Max(width - 1, 1));
            pixels[(3 * i) + 1] = (byte)(255 * (i / width) / Math.Max(height - 1, 1));
            pixels[(3 * i) + 2] = (byte)(i * 31 % 256);
        }

        return Picture.Own(width, height, pixels);
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
