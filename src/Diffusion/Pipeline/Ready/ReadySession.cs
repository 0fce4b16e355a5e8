using Atelier.Diffusion.Onnx;
using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline.Ready;

/// <summary>
/// A network of somebody else's making behind the names that our graphs have: its own names, ranks and element types are probed.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="label">Its file for messages: <c>unet/model.onnx</c>.</param>
internal abstract class ReadySession(IModelSession network, string label) : IModelSession
{
    public IReadOnlyList<NetworkPort> Inputs => network.Inputs;

    public IReadOnlyList<NetworkPort> Outputs => network.Outputs;

    public TimeSpan TimeInRuntime => network.TimeInRuntime;

    protected string Label => label;

    public abstract IReadOnlyDictionary<string, TensorValue> Run(
        IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default);

    public void Dispose() => network.Dispose();

    protected IReadOnlyDictionary<string, TensorValue> RunNetwork(IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation) =>
        network.Run(inputs, cancellation);

    /// <summary>An output under one of the names that exporters give it, or the only one there is.</summary>
    protected TensorValue Output(IReadOnlyDictionary<string, TensorValue> outputs, params string[] names) =>
        names.Select(outputs.GetValueOrDefault).FirstOrDefault(output => output is not null)
        ?? (outputs.Count == 1 ? outputs.Values.Single() : throw new ModelRuntimeException(
            $"{label} answers none of {string.Join(", ", names)}; its outputs are {string.Join(", ", outputs.Keys)}."));

    /// <summary>A tensor as the network takes it.</summary>
    /// <exception cref="ModelRuntimeException">The network was exported for another size.</exception>
    protected TensorValue Fitted(NetworkPort port, float[] values, params int[] shape)
    {
        for (var axis = 0; axis < Math.Min(shape.Length, port.Shape.Count); axis++)
        {
            if (port.Shape[axis] > 0 && port.Shape[axis] != shape[axis])
            {
                throw new ModelRuntimeException(
                    $"{label} was exported for {port.Name} of [{string.Join(", ", port.Shape)}] and cannot take [{string.Join(", ", shape)}]; ask for the size it was made for, or export it with free sizes.");
            }
        }

        return TensorValue.Of(values, port.Type, shape);
    }

    /// <summary>Refuses a network that takes more than it would be given.</summary>
    /// <exception cref="ModelRuntimeException">It does.</exception>
    protected void Known(params string[] names)
    {
        var unknown = network.Inputs.FirstOrDefault(port => !names.Contains(port.Name));
        if (unknown is not null)
        {
            throw new ModelRuntimeException(
                $"{label} needs the input '{unknown.Name}', which this version does not give; known are {string.Join(", ", names)}.");
        }
    }
}
