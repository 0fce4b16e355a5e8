using System.Numerics.Tensors;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>Runs the UNet on rows: one picture under one prompt each.</summary>
/// <param name="session">The UNet, with the inputs that <c>UNetGraph</c> names.</param>
/// <param name="sizes">SDXL's numbers, or null for families without.</param>
/// <param name="rowByRow">Whether rows go through it one at a time, which takes less memory, except where they look at each other.</param>
internal sealed class Network(IModelSession session, SizeConditioning? sizes, bool rowByRow = false)
{
    /// <summary>What a request changes inside. Default: nothing.</summary>
    public UNetExtras Extras { get; init; } = new();

    /// <summary>What conditioners add inside; null for nothing.</summary>
    public Steering? Steering { get; init; }

    /// <summary>The same network with what a request changes inside, and what conditioners add.</summary>
    public Network With(UNetExtras extras, Steering? steering) => new(session, sizes, rowByRow) { Extras = extras, Steering = steering };

    /// <summary>One pass over all rows.</summary>
    /// <param name="pictures">Latents of batch 1.</param>
    /// <param name="beside">What follows the latents' channels; null where the network takes nothing more.</param>
    /// <param name="level">The same for every row.</param>
    /// <param name="rows">Whose prompts all have as many tokens.</param>
    /// <param name="cancellation">Ends the pass early.</param>
    /// <returns>The network's output for each row.</returns>
    public Latent[] Predict(
        IReadOnlyList<Latent> pictures, PictureChannels? beside, NetworkLevel level, IReadOnlyList<NetworkRow> rows,
        CancellationToken cancellation)
    {
        if (rowByRow && rows.Count > 1 && !Extras.SharesStyle)
        {
            return [.. rows.SelectMany(row => Predict(pictures, beside, level, [row], cancellation))];
        }

        var timesteps = new float[rows.Count];
        Array.Fill(timesteps, (float)level.Timestep);
        var shape = pictures[0].Shape;
        var prompt = rows[0].Prompt;
        var inputs = new Dictionary<string, TensorValue>
        {
            ["sample"] =
                TensorValue.Of(
                    Sample(pictures, rows, level.Scale, beside), rows.Count, shape[1] + (beside?.Values.Shape[1] ?? 0), shape[2], shape[3]),
            ["timestep"] = TensorValue.Of(timesteps, rows.Count),
            ["encoder_hidden_states"] = TensorValue.Of(Join(rows, row => row.Prompt.Values), rows.Count, prompt.Tokens, prompt.Width),
        };
        if (sizes is not null)
        {
            inputs["text_embeds"] = TensorValue.Of(Join(rows, row => row.Prompt.Pooled!), rows.Count, prompt.Pooled!.Length);
            inputs["time_ids"] =
                TensorValue.Of(
                    Join(rows, row => row.Kind is RowKind.Prompt or RowKind.Perturbed ? sizes.Prompt : sizes.Negative), rows.Count,
                    sizes.Prompt.Length);
        }

        Extras.AddTo(inputs, rows);
        foreach (var (layers, input) in UNetPerturbation.Inputs.Where(input => rows.Any(row => row.Perturbed.HasFlag(input.Layers))))
        {
            inputs[input] = TensorValue.Of([.. rows.Select(row => row.Perturbed.HasFlag(layers) ? 1f : 0f)], rows.Count, 1, 1);
        }

        Steering?.AddTo(inputs, level, rows, cancellation);
        var output = session.Run(inputs, cancellation)["out_sample"].Floats;
        return [.. rows.Select((_, row) => Latent.FromSingle(shape, output.AsSpan(row * shape.ElementCount, shape.ElementCount)))];
    }

    // Straight into the network's input: joining and scaling latents first would allocate three times as much, at every step.
    private static float[] Sample(IReadOnlyList<Latent> pictures, IReadOnlyList<NetworkRow> rows, double scale, PictureChannels? beside)
    {
        var latent = pictures[0].Shape.ElementCount;
        var length = latent + ((beside?.Values.Shape.ElementCount ?? 0) / pictures.Count);
        var values = new float[rows.Count * length];
        for (var row = 0; row < rows.Count; row++)
        {
            var place = values.AsSpan(row * length, length);
            pictures[rows[row].Picture].CopyTo(place);
            TensorPrimitives.Multiply(place[..latent], (float)scale, place[..latent]);
            beside?.Row(rows[row].Picture, withPicture: rows[row].Kind != RowKind.Blind).CopyTo(place[latent..]);
        }

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
