using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline.Ready;

/// <summary>
/// A UNet of Optimum's or diffusers' export: the timestep as a scalar or a list, half or single precision, any batch or one at a time.
/// </summary>
internal sealed class ReadyUNet : ReadySession
{
    private static readonly string[] Names = ["sample", "timestep", "encoder_hidden_states", "text_embeds", "time_ids", "timestep_cond"];

    /// <exception cref="ModelRuntimeException">It takes what is not known.</exception>
    public ReadyUNet(IModelSession network, string label)
        : base(network, label) => Known(Names);

    public override IReadOnlyDictionary<string, TensorValue> Run(
        IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default)
    {
        if (UNetPerturbation.Inputs.Any(input => inputs.ContainsKey(input.Input)))
        {
            throw new RequestException(
                "guidance", $"perturbs attention within the network, and {Label} is a ready-made ONNX one, which cannot be changed; use cfg");
        }

        var batch = inputs["sample"].Shape[0];
        var takesAll = Inputs.First(port => port.Name == "sample").Shape is not [1, ..];
        var answers = takesAll
            ? [Pass(inputs, 0, batch, cancellation)]
            : Enumerable.Range(0, batch).Select(row => Pass(inputs, row, 1, cancellation)).ToArray();
        float[] values = [.. answers.SelectMany(answer => answer.Floats)];
        return new Dictionary<string, TensorValue> { ["out_sample"] = TensorValue.Of(values, [batch, .. answers[0].Shape.Skip(1)]) };
    }

    private TensorValue Pass(IReadOnlyDictionary<string, TensorValue> inputs, int first, int count, CancellationToken cancellation)
    {
        var given = Inputs.ToDictionary(
            port => port.Name,
            port => inputs.TryGetValue(port.Name, out var input)
                ? port.Name == "timestep"
                    ? Timestep(port, Rows(input, first, count))
                    : Fitted(port, Rows(input, first, count), [count, .. input.Shape.Skip(1)])
                : throw new ModelRuntimeException($"{Label} needs the input '{port.Name}', which this family of models does not give."));
        return Output(RunNetwork(given, cancellation), "out_sample", "noise_pred");
    }

    // Every row has the same timestep: one number does for all of them.
    private static TensorValue Timestep(NetworkPort port, float[] timesteps) => port.Shape switch
    {
        [] => TensorValue.Of([timesteps[0]], port.Type),
        [var count] => TensorValue.Of(Enumerable.Repeat(timesteps[0], Math.Max(1, count)).ToArray(), port.Type, Math.Max(1, count)),
        var shape =>
            throw new ModelRuntimeException(
                $"The network takes its timestep with {shape.Count} sizes; a number or a list of numbers is known."),
    };

    private static float[] Rows(TensorValue input, int first, int count)
    {
        var values = input.Memory is { } memory ? memory.ToArray() : input.Floats;
        var row = values.Length / input.Shape[0];
        return count == input.Shape[0] ? values : values.AsSpan(first * row, count * row).ToArray();
    }
}
