using System.Diagnostics;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline;

/// <summary>A UNet tried out: what it takes to load and to run, and what it answers to inputs that are always the same.</summary>
/// <param name="LoadPeak">Most memory that loading took, over what the process had before; bytes. NaN where the system does not
/// say.</param>
/// <param name="RunPeak">Likewise while it ran.</param>
/// <param name="StepSeconds">Of one pass over two latents, the median.</param>
/// <param name="Output">What it answered.</param>
internal sealed record UNetTrial(double LoadPeak, double RunPeak, double StepSeconds, float[] Output)
{
    private const int Batch = 2;
    private const int TextTokens = 77;
    private const int TimeIds = 6;

    /// <summary>Tries a UNet out.</summary>
    /// <param name="part">The UNet.</param>
    /// <param name="runtime">How it is run.</param>
    /// <param name="side">The latents' height and width.</param>
    /// <param name="steps">Passes that are timed, after one that is not.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static UNetTrial Of(
        Part<UNetConfig> part, OnnxRuntimeOptions runtime, int side, int steps, CancellationToken cancellation = default)
    {
        var memory = new MemoryMeter();
        using var session = UNetOpening.Open(part, UNetOptions.Plain, new SessionFactory(runtime), cancellation);
        var load = memory.TakePeak();
        var inputs = Inputs(part.Config, side);
        var output = session.Run(inputs, cancellation)["out_sample"].Floats;
        var seconds = new List<double>();
        for (var i = 0; i < steps; i++)
        {
            var start = Stopwatch.GetTimestamp();
            session.Run(inputs, cancellation);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return new UNetTrial(load, memory.TakePeak(), seconds.Order().ElementAt(steps / 2), output);
    }

    /// <summary>How far an answer is from another, as shares of the other's largest and root mean square value.</summary>
    public (double Largest, double Mean) ErrorBeside(UNetTrial exact)
    {
        var (largest, squares, exactSquares) = (0.0, 0.0, 0.0);
        foreach (var (mine, right) in Output.Zip(exact.Output))
        {
            largest = Math.Max(largest, Math.Abs(mine - right));
            squares += (double)(mine - right) * (mine - right);
            exactSquares += (double)right * right;
        }

        return (largest / exact.Output.Max(Math.Abs), Math.Sqrt(squares / exactSquares));
    }

    private static Dictionary<string, TensorValue> Inputs(UNetConfig config, int side)
    {
        const int seed = 2;
        var random = new Random(seed);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        var inputs = new Dictionary<string, TensorValue>
        {
            ["sample"] = TensorValue.Of(Values(Batch * config.InChannels * side * side), Batch, config.InChannels, side, side),
            ["timestep"] = TensorValue.Of([500f, 500f], Batch),
            ["encoder_hidden_states"] =
                TensorValue.Of(Values(Batch * TextTokens * config.CrossAttentionDim), Batch, TextTokens, config.CrossAttentionDim),
        };
        if (config is { AdditionTimeEmbedDim: { } sizes, ProjectionClassEmbeddingsInputDim: { } width })
        {
            var pooled = width - (TimeIds * sizes);
            inputs["text_embeds"] = TensorValue.Of(Values(Batch * pooled), Batch, pooled);
            inputs["time_ids"] = TensorValue.Of(Enumerable.Repeat(512f, Batch * TimeIds).ToArray(), Batch, TimeIds);
        }

        if (config.TimeCondProjDim is { } guidance)
        {
            inputs["timestep_cond"] = TensorValue.Of(Values(Batch * guidance), Batch, guidance);
        }

        return inputs;
    }
}
