using Atelier.Conditioning;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>What a conditioner adds inside the UNet, pass by pass.</summary>
internal sealed class Steering(IConditioning conditioning) : IDisposable
{
    /// <summary>Asks the conditioner before a pass, and hands what it adds to the UNet.</summary>
    /// <param name="inputs">The UNet's inputs so far, under the names that <see cref="UNetGraph"/> gives them.</param>
    /// <param name="level">Where in the schedule the pass is.</param>
    /// <param name="rows">The pass's.</param>
    /// <param name="cancellation">Ends it early.</param>
    public void AddTo(
        Dictionary<string, TensorValue> inputs, NetworkLevel level, IReadOnlyList<NetworkRow> rows, CancellationToken cancellation)
    {
        var pass = new UNetPass(
            Tensor("sample")!,
            level.Timestep,
            Tensor("encoder_hidden_states")!,
            Tensor("text_embeds"),
            Tensor("time_ids"),
            [.. rows.Select(row => row.Kind is RowKind.Negative or RowKind.Empty or RowKind.Blind)],
            level.Progress,
            cancellation);
        if (conditioning.At(pass) is not { } residuals)
        {
            return;
        }

        foreach (var (residual, i) in residuals.Down.Select((residual, i) => (residual, i)))
        {
            inputs[UNetResidualInputs.Down(i)] = Value(residual);
        }

        inputs[UNetResidualInputs.Middle] = Value(residuals.Middle);

        NetworkTensor? Tensor(string name) =>
            inputs.TryGetValue(name, out var value) ? new NetworkTensor(value.Floats, [.. value.Shape]) : null;
    }

    public void Dispose() => conditioning.Dispose();

    private static TensorValue Value(NetworkTensor tensor) => TensorValue.Of(tensor.Values, [.. tensor.Shape]);
}
