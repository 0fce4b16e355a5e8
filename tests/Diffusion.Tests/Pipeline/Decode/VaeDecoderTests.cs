using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Networks;
using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline.Decode;

public sealed class VaeDecoderTests
{
    private static readonly TilingOptions SmallTiles = new() { Threshold = 16, Size = 12, Overlap = 4 };

    [Theory]
    [InlineData(16, 16, 1)]
    [InlineData(17, 8, 2)]
    [InlineData(40, 23, 15)]
    public void Only_what_is_above_the_threshold_is_tiled(int height, int width, int runs)
    {
        var network = new EnlargingDecoder();
        Decode(network, Gradient(height, width));
        Assert.Equal(runs, network.Runs);
    }

    [Theory]
    [InlineData(17, 17)]
    [InlineData(40, 23)]
    [InlineData(12, 61)]
    public void Tiles_meet_without_a_seam(int height, int width)
    {
        var latent = Gradient(height, width);
        var whole = new VaeDecoder(_ => new EnlargingDecoder(), 1, 8, new TilingOptions()).Decode(latent, default);
        var tiled = Decode(new EnlargingDecoder(), latent);
        Assert.Equal((whole.Height, whole.Width), (tiled.Height, tiled.Width));
        Assert.All(whole.Values.Zip(tiled.Values), pair => Assert.Equal(pair.First, pair.Second, 4));
    }

    [Fact]
    public void Tiles_of_a_picture_that_wraps_reach_around_its_edge_and_the_network_wraps_only_where_nothing_is_tiled()
    {
        var asked = new List<Wrapping>();
        var network = new EnlargingDecoder();
        var decoder = new VaeDecoder(
            wrapping =>
            {
                asked.Add(wrapping);
                return network;
            },
            1, 8, SmallTiles, new Wrapping(true, true));
        var latent = Gradient(8, 40);
        var tiled = decoder.Decode(latent, default);
        var whole = new VaeDecoder(_ => new EnlargingDecoder(), 1, 8, new TilingOptions()).Decode(latent, default);
        Assert.Equal(5, network.Runs);
        Assert.All(asked, wrapping => Assert.Equal(new Wrapping(false, true), wrapping));
        Assert.All(whole.Values.Zip(tiled.Values), pair => Assert.Equal(pair.First, pair.Second, 4));
    }

    [Fact]
    public void The_scaling_factor_is_taken_back()
    {
        var planes = new VaeDecoder(_ => new EnlargingDecoder(), 0.5, 8, SmallTiles).Decode(Gradient(2, 2), default);
        Assert.Equal(2, planes.Values[^1], 6);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_named()
    {
        var latent = Latent.Own(new TensorShape(1, 4, 1, 1), [double.NaN, 0, 0, 0]);
        Assert.Contains("VAE decoder", Assert.Throws<GenerationException>(() => Decode(new EnlargingDecoder(), latent)).Message);
    }

    [Fact]
    public void Cancelling_stops_between_tiles()
    {
        using var source = new CancellationTokenSource();
        var network = new EnlargingDecoder { AfterRun = source.Cancel };
        Assert.Throws<OperationCanceledException>(
            () => new VaeDecoder(_ => network, 1, 8, SmallTiles).Decode(Gradient(40, 40), source.Token));
        Assert.Equal(1, network.Runs);
    }

    private static Planes Decode(EnlargingDecoder network, Latent latent) =>
        new VaeDecoder(_ => network, 1, 8, SmallTiles).Decode(latent, default);

    private static Latent Gradient(int height, int width)
    {
        var values = new double[4 * height * width];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((i / width % height) + (i % width) + 1.0) / (height + width - 1);
        }

        return Latent.Own(new TensorShape(1, 4, height, width), values);
    }

    /// <summary>Stands in for a decoder: each latent value of the first channels becomes an 8 × 8 block.</summary>
    private sealed class EnlargingDecoder : IModelSession
    {
        public IReadOnlyList<NetworkPort> Inputs => [];

        public IReadOnlyList<NetworkPort> Outputs => [];

        public int Runs { get; private set; }

        public Action AfterRun { get; init; } = () => { };

        public TimeSpan TimeInRuntime => TimeSpan.Zero;

        public IReadOnlyDictionary<string, TensorValue> Run(
            IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default)
        {
            Runs++;
            var latent = inputs["latent_sample"];
            var (height, width) = (latent.Shape[2], latent.Shape[3]);
            var pixels = new float[3 * height * width * 64];
            for (var i = 0; i < pixels.Length; i++)
            {
                var (channel, y, x) = (i / (height * width * 64), i / (width * 8) % (height * 8), i % (width * 8));
                pixels[i] = latent.Floats[(((channel * height) + (y / 8)) * width) + (x / 8)];
            }

            AfterRun();
            return new Dictionary<string, TensorValue> { ["sample"] = TensorValue.Of(pixels, 1, 3, height * 8, width * 8) };
        }

        public void Dispose()
        {
        }
    }
}
