using System.Numerics.Tensors;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>Runs the UNet on rows: one picture under one prompt each.</summary>
/// <param name="session">The UNet, with the inputs that <c>UNetGraph</c> names.</param>
/// <param name="sizeConditioning">SDXL's six size numbers, or null for families without.</param>
internal sealed class Network(IModelSession session, float[]? sizeConditioning)
{
    /// <summary>One pass over all rows.</summary>
    /// <param name="rows">Latents of batch 1; several may be the same.</param>
    /// <param name="scale">What they are multiplied by on the way in.</param>
    /// <param name="timestep">The same for every row; may be fractional.</param>
    /// <param name="prompts">One embedding per row, all with as many tokens.</param>
    /// <param name="cancellation">Ends the pass early.</param>
    /// <returns>The network's output for each row.</returns>
    public Latent[] Predict(
        IReadOnlyList<Latent> rows, double scale, double timestep, IReadOnlyList<TextEmbedding> prompts, CancellationToken cancellation)
    {
        var timesteps = new float[rows.Count];
        Array.Fill(timesteps, (float)timestep);
        var shape = rows[0].Shape;
        var inputs = new Dictionary<string, TensorValue>
        {
            ["sample"] = TensorValue.Of(Scaled(rows, scale), shape.WithBatch(rows.Count).Dimensions.ToArray()),
            ["timestep"] = TensorValue.Of(timesteps, rows.Count),
            ["encoder_hidden_states"] = TensorValue.Of(Join(prompts, prompt => prompt.Values), rows.Count, prompts[0].Tokens, prompts[0].Width),
        };
        if (sizeConditioning is not null)
        {
            inputs["text_embeds"] = TensorValue.Of(Join(prompts, prompt => prompt.Pooled!), rows.Count, prompts[0].Pooled!.Length);
            inputs["time_ids"] = TensorValue.Of(Join(prompts, _ => sizeConditioning), rows.Count, sizeConditioning.Length);
        }

        var output = session.Run(inputs, cancellation)["out_sample"].Floats;
        return [.. rows.Select((_, row) => Latent.FromSingle(shape, output.AsSpan(row * shape.ElementCount, shape.ElementCount)))];
    }

    // Straight into the network's input: joining and scaling latents first would allocate three times as much, at every step.
    private static float[] Scaled(IReadOnlyList<Latent> rows, double scale)
    {
        var length = rows[0].Shape.ElementCount;
        var values = new float[rows.Count * length];
        for (var row = 0; row < rows.Count; row++)
        {
            rows[row].CopyTo(values.AsSpan(row * length, length));
        }

        TensorPrimitives.Multiply(values, (float)scale, values);
        return values;
    }

    private static float[] Join(IReadOnlyList<TextEmbedding> prompts, Func<TextEmbedding, float[]> values)
    {
        var length = values(prompts[0]).Length;
        var joined = new float[prompts.Count * length];
        for (var i = 0; i < prompts.Count; i++)
        {
            values(prompts[i]).CopyTo(joined, i * length);
        }

        return joined;
    }
}
