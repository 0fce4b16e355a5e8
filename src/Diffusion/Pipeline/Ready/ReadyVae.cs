using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline.Ready;

/// <summary>An exported decoder.</summary>
internal sealed class ReadyDecoder : ReadySession
{
    /// <exception cref="ModelRuntimeException">It takes what is not known.</exception>
    public ReadyDecoder(IModelSession network, string label)
        : base(network, label) => Known("latent_sample");

    public override IReadOnlyDictionary<string, TensorValue> Run(
        IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default)
    {
        var latent = inputs["latent_sample"];
        var given = Fitted(Inputs[0], latent.Floats, [.. latent.Shape]);
        return new Dictionary<string, TensorValue>
        {
            ["sample"] = Output(RunNetwork(new Dictionary<string, TensorValue> { [Inputs[0].Name] = given }, cancellation), "sample"),
        };
    }
}

/// <summary>
/// An exported encoder: Optimum's gives mean and logarithmic variance in one, the older export a latent that is drawn already.
/// </summary>
internal sealed class ReadyEncoder : ReadySession
{
    private const float LeastVariance = -30;
    private const float MostVariance = 20;

    /// <exception cref="ModelRuntimeException">It takes what is not known.</exception>
    public ReadyEncoder(IModelSession network, string label)
        : base(network, label) => Known("sample");

    public override IReadOnlyDictionary<string, TensorValue> Run(
        IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default)
    {
        var sample = inputs["sample"];
        var given = Fitted(Inputs[0], sample.Floats, [.. sample.Shape]);
        var outputs = RunNetwork(new Dictionary<string, TensorValue> { [Inputs[0].Name] = given }, cancellation);
        if (outputs.GetValueOrDefault("latent_parameters") is not { } both)
        {
            var drawn = Output(outputs, "latent_sample");
            return Answer(drawn, TensorValue.Of(Enumerable.Repeat(LeastVariance, drawn.Floats.Length).ToArray(), [.. drawn.Shape]));
        }

        var (batch, half) = (both.Shape[0], both.Floats.Length / both.Shape[0] / 2);
        int[] shape = [batch, both.Shape[1] / 2, .. both.Shape.Skip(2)];
        TensorValue Half(int which) =>
            TensorValue.Of(
                [.. Enumerable.Range(0, batch).SelectMany(row => both.Floats.AsSpan(((2 * row) + which) * half, half).ToArray())], shape);
        var variance = Half(1);
        return Answer(
            Half(0), TensorValue.Of(Array.ConvertAll(variance.Floats, value => Math.Clamp(value, LeastVariance, MostVariance)), shape));
    }

    private static Dictionary<string, TensorValue> Answer(TensorValue mean, TensorValue logvar) =>
        new() { ["mean"] = mean, ["logvar"] = logvar };
}
