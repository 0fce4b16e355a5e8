using System.Numerics.Tensors;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>Runs the UNet on rows: one picture under one prompt each.</summary>
/// <param name="session">The UNet, with the inputs that <c>UNetGraph</c> names.</param>
/// <param name="sizeConditioning">SDXL's six size numbers, or null for families without.</param>
internal sealed class Network(IModelSession session, float[]? sizeConditioning)
{
    /// <summary>One pass over all rows.</summary>
    /// <param name="pictures">Latents of batch 1.</param>
    /// <param name="scale">What they are multiplied by on the way in.</param>
    /// <param name="timestep">The same for every row; may be fractional.</param>
    /// <param name="rows">Whose prompts all have as many tokens.</param>
    /// <param name="cancellation">Ends the pass early.</param>
    /// <returns>The network's output for each row.</returns>
    public Latent[] Predict(
        IReadOnlyList<Latent> pictures, double scale, double timestep, IReadOnlyList<NetworkRow> rows, CancellationToken cancellation)
    {
        var timesteps = new float[rows.Count];
        Array.Fill(timesteps, (float)timestep);
        var shape = pictures[0].Shape;
        var prompt = rows[0].Prompt;
        var inputs = new Dictionary<string, TensorValue>
        {
            ["sample"] = TensorValue.Of(Scaled(pictures, rows, scale), shape.WithBatch(rows.Count).Dimensions.ToArray()),
            ["timestep"] = TensorValue.Of(timesteps, rows.Count),
            ["encoder_hidden_states"] = TensorValue.Of(Join(rows, row => row.Prompt.Values), rows.Count, prompt.Tokens, prompt.Width),
        };
        if (sizeConditioning is not null)
        {
            inputs["text_embeds"] = TensorValue.Of(Join(rows, row => row.Prompt.Pooled!), rows.Count, prompt.Pooled!.Length);
            inputs["time_ids"] = TensorValue.Of(Join(rows, _ => sizeConditioning), rows.Count, sizeConditioning.Length);
        }

        foreach (var (layers, input) in UNetPerturbation.Inputs.Where(input => rows.Any(row => row.Perturbed.HasFlag(input.Layers))))
        {
            inputs[input] = TensorValue.Of([.. rows.Select(row => row.Perturbed.HasFlag(layers) ? 1f : 0f)], rows.Count, 1, 1);
        }

        var output = session.Run(inputs, cancellation)["out_sample"].Floats;
        return [.. rows.Select((_, row) => Latent.FromSingle(shape, output.AsSpan(row * shape.ElementCount, shape.ElementCount)))];
    }

    // Straight into the network's input: joining and scaling latents first would allocate three times as much, at every step.
    private static float[] Scaled(IReadOnlyList<Latent> pictures, IReadOnlyList<NetworkRow> rows, double scale)
    {
        var length = pictures[0].Shape.ElementCount;
        var values = new float[rows.Count * length];
        for (var row = 0; row < rows.Count; row++)
        {
            pictures[rows[row].Picture].CopyTo(values.AsSpan(row * length, length));
        }

        TensorPrimitives.Multiply(values, (float)scale, values);
        return values;
    }

    private static float[] Join(IReadOnlyList<NetworkRow> rows, Func<NetworkRow, float[]> values)
    {
        var length = values(rows[0]).Length;
        var joined = new float[rows.Count * length];
        for (var i = 0; i < rows.Count; i++)
        {
            values(rows[i]).CopyTo(joined, i * length);
        }

        return joined;
    }
}
