using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>
/// What changes self-attention, with layers that give back what they take: queries, keys and values are the tokens themselves.
/// </summary>
public sealed class SelfAttentionTests
{
    private const int Rows = 3, Tokens = 5, Width = 4;
    private static readonly float[] X = LayerRun.Numbers(Rows * Tokens * Width);

    [Fact]
    public void In_perturbed_rows_each_place_sees_only_itself()
    {
        var made = Run(
            graph => new SelfAttention(
                graph.Root.Onnx("Cast", [graph.OptionalInput("mask", 0, rank: 3)], ("to", (int)ElementType.Bool)), null),
            ("mask", TensorValue.Of([0f, 1f, 0f], Rows, 1, 1)));
        Assert.Equal(Row(X, 1), Row(made, 1));
        LayerRun.AssertClose(Attention(Row(X, 0), Row(X, 0), Row(X, 0)), Row(made, 0));
        LayerRun.AssertClose(Attention(Row(X, 2), Row(X, 2), Row(X, 2)), Row(made, 2));
    }

    [Fact]
    public void Without_the_input_no_row_is_perturbed()
    {
        var made = Run(
            graph => new SelfAttention(
                graph.Root.Onnx("Cast", [graph.OptionalInput("mask", 0, rank: 3)], ("to", (int)ElementType.Bool)), null));
        LayerRun.AssertClose(Attention(Row(X, 1), Row(X, 1), Row(X, 1)), Row(made, 1));
    }

    [Fact]
    public void A_row_that_takes_anothers_style_attends_to_it_with_its_means_and_deviations()
    {
        var made = Run(graph => new SelfAttention(null, graph.Input(StyleSharing.Input, ElementType.Int64, "rows")),
            (StyleSharing.Input, TensorValue.Of([0L, 0L, 2L], Rows)));
        LayerRun.AssertClose(Attention(Row(X, 0), Row(X, 0), Row(X, 0)), Row(made, 0));
        LayerRun.AssertClose(Attention(Row(X, 2), Row(X, 2), Row(X, 2)), Row(made, 2));
        var own = Normalized(Row(X, 1), Row(X, 0));
        LayerRun.AssertClose(Attention(own, [.. Row(X, 0), .. own], [.. Row(X, 0), .. Row(X, 1)]), Row(made, 1));
    }

    private static float[] Row(float[] values, int row) => values[(row * Tokens * Width)..((row + 1) * Tokens * Width)];

    private static float[] Normalized(float[] content, float[] style)
    {
        var made = new float[content.Length];
        for (var channel = 0; channel < Width; channel++)
        {
            var ((mean, deviation), (styleMean, styleDeviation)) = (Moments(content, channel), Moments(style, channel));
            for (var i = channel; i < content.Length; i += Width)
            {
                made[i] = (float)(((content[i] - mean) / deviation * styleDeviation) + styleMean);
            }
        }

        return made;
    }

    private static (double Mean, double Deviation) Moments(float[] values, int channel)
    {
        var own = Enumerable.Range(0, Tokens).Select(token => (double)values[(token * Width) + channel]).ToArray();
        return (own.Average(), Math.Sqrt(own.Average(value => Math.Pow(value - own.Average(), 2)) + 1e-5));
    }

    // One head.
    private static double[] Attention(float[] query, float[] key, float[] value)
    {
        var made = new double[query.Length];
        for (var token = 0; token < Tokens; token++)
        {
            var scores = Enumerable.Range(0, key.Length / Width)
                .Select(other => Math.Exp(
                    Enumerable.Range(0, Width).Sum(i => (double)query[(token * Width) + i] * key[(other * Width) + i]) / Math.Sqrt(Width)))
                .ToArray();
            for (var i = 0; i < Width; i++)
            {
                made[(token * Width) + i] = scores.Select((score, other) => score * value[(other * Width) + i]).Sum() / scores.Sum();
            }
        }

        return made;
    }

    private static float[] Run(Func<GraphBuilder, SelfAttention> self, params (string, TensorValue)[] inputs)
    {
        float[] identity = [.. Enumerable.Range(0, Width * Width).Select(i => i / Width == i % Width ? 1f : 0f)];
        using var weights = new WrittenWeights();
        foreach (var layer in (string[])["to_q", "to_k", "to_v", "to_out.0"])
        {
            weights.Add($"{layer}.weight", [Width, Width], identity);
        }

        var graph = new GraphBuilder("test", weights);
        var x = graph.Input("x", ElementType.Float, "rows", "tokens", Width);
        graph.Output("y", graph.Root.Attend(x, x, Width, Width, heads: 1, self(graph)), "rows", "tokens", Width);
        return graph.Build().Run([("x", TensorValue.Of(X, Rows, Tokens, Width)), .. inputs])["y"].Floats;
    }
}
