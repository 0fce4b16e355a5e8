using System.Numerics;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class FreeULayerTests
{
    private const int Batch = 2, Channels = 4;

    [Theory]
    [InlineData(8, 8, 0.2f)]
    [InlineData(5, 6, 0.9f)]
    [InlineData(2, 7, 1.5f)]
    [InlineData(1, 4, 0.2f)]
    [InlineData(1, 1, 0.5f)]
    public void The_skips_lowest_frequencies_are_scaled_as_a_Fourier_transform_would(int height, int width, float s)
    {
        var skip = LayerRun.Numbers(Batch * Channels * height * width);
        var (_, filtered) =
            Run(block: 0, skip, skip, height, width, new() { ["freeu_b1"] = 1, ["freeu_s1"] = s, ["freeu_b2"] = 2, ["freeu_s2"] = 2 });
        var expected = Enumerable.Range(0, Batch * Channels).SelectMany(plane =>
            Filtered(skip.AsSpan(plane * height * width, height * width), height, width, s)).ToArray();
        LayerRun.AssertClose(expected, filtered);
    }

    [Fact]
    public void Half_of_the_backbone_is_strengthened_where_its_mean_is_high()
    {
        const int places = 6;
        var x = LayerRun.Numbers(Batch * Channels * places);
        var (strengthened, _) =
            Run(block: 1, x, x, 2, 3, new() { ["freeu_b1"] = 2, ["freeu_s1"] = 2, ["freeu_b2"] = 1.6f, ["freeu_s2"] = 1 });

        var expected = Array.ConvertAll(x, value => (double)value);
        for (var item = 0; item < Batch; item++)
        {
            var start = item * Channels * places;
            var means = Enumerable.Range(0, places)
                .Select(place => Enumerable.Range(0, Channels).Average(channel => (double)x[start + (channel * places) + place])).ToArray();
            for (var i = 0; i < Channels / 2 * places; i++)
            {
                expected[start + i] *= (0.6 * (means[i % places] - means.Min()) / (means.Max() - means.Min())) + 1;
            }
        }

        LayerRun.AssertClose(expected, strengthened);
    }

    [Fact]
    public void Factors_of_1_leave_everything_as_it_is()
    {
        var x = LayerRun.Numbers(Batch * Channels * 12);
        var (backbone, skip) = Run(block: 0, x, x, 3, 4, new() { ["freeu_b1"] = 1, ["freeu_s1"] = 1, ["freeu_b2"] = 1, ["freeu_s2"] = 1 });
        Assert.Equal(x, backbone);
        Assert.Equal(x, skip);
    }

    // torch: fftn, fftshift, the mask from the middle − 1 to the middle, ifftshift, ifftn, the real part.
    private static double[] Filtered(ReadOnlySpan<float> plane, int height, int width, float s)
    {
        var values = Array.ConvertAll(plane.ToArray(), value => (Complex)value);
        var spectrum = Transform(values, height, width, -1);
        foreach (var row in (int[])[.. new[] { 0, height - 1 }.Distinct()])
        {
            foreach (var column in (int[])[.. new[] { 0, width - 1 }.Distinct()])
            {
                spectrum[(row * width) + column] *= s;
            }
        }

        return Array.ConvertAll(Transform(spectrum, height, width, 1), value => value.Real / values.Length);
    }

    private static Complex[] Transform(Complex[] values, int height, int width, int sign) =>
    [
        .. Enumerable.Range(0, values.Length).Select(to => Enumerable.Range(0, values.Length).Aggregate(Complex.Zero, (sum, from) =>
        {
            var turns = ((double)(to / width) * (from / width) / height) + ((double)(to % width) * (from % width) / width);
            return sum + (values[from] * Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * turns));
        })),
    ];

    private static (float[] X, float[] Skip) Run(
        int block, float[] x, float[] skip, int height, int width, Dictionary<string, float> factors)
    {
        using var weights = new WrittenWeights();
        var graph = new GraphBuilder("test", weights);
        Dimension[] shape = ["batch", Channels, "height", "width"];
        var values = (graph.Input("x", ElementType.Float, shape), graph.Input("skip", ElementType.Float, shape));
        var (madeX, madeSkip) = new FreeULayer(graph.Root).Apply(graph.Root, block, values.Item1, Channels, values.Item2);
        graph.Output("made_x", madeX, shape);
        graph.Output("made_skip", madeSkip, shape);
        var made = graph.Build().Run(
        [
            ("x", TensorValue.Of(x, Batch, Channels, height, width)),
            ("skip", TensorValue.Of(skip, Batch, Channels, height, width)),
            .. factors.Select(factor => (factor.Key, TensorValue.Of([factor.Value], 1))),
        ]);
        return (made["made_x"].Floats, made["made_skip"].Floats);
    }
}
