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
    /// <param name="input">Rows × channels × height × width, already scaled.</param>
    /// <param name="timestep">The same for every row; may be fractional.</param>
    /// <param name="prompts">One embedding per row, all with as many tokens.</param>
    /// <param name="cancellation">Ends the pass early.</param>
    public Latent Predict(Latent input, double timestep, IReadOnlyList<TextEmbedding> prompts, CancellationToken cancellation)
    {
        var rows = input.Batch;
        var sample = new float[input.Shape.ElementCount];
        input.CopyTo(sample);
        var timesteps = new float[rows];
        Array.Fill(timesteps, (float)timestep);
        var inputs = new Dictionary<string, TensorValue>
        {
            ["sample"] = TensorValue.Of(sample, input.Shape.Dimensions.ToArray()),
            ["timestep"] = TensorValue.Of(timesteps, rows),
            ["encoder_hidden_states"] = TensorValue.Of(Join(prompts, prompt => prompt.Values), rows, prompts[0].Tokens, prompts[0].Width),
        };
        if (sizeConditioning is not null)
        {
            inputs["text_embeds"] = TensorValue.Of(Join(prompts, prompt => prompt.Pooled!), rows, prompts[0].Pooled!.Length);
            inputs["time_ids"] = TensorValue.Of(Join(prompts, _ => sizeConditioning), rows, sizeConditioning.Length);
        }

        var output = session.Run(inputs, cancellation)["out_sample"];
        return Latent.FromSingle(input.Shape.WithBatch(rows), output.Floats);
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
