using System.Diagnostics;
using Atelier.Networks;
using Microsoft.ML.OnnxRuntime;

namespace Atelier.Diffusion.Onnx;

internal sealed class OnnxSession(InferenceSession session) : IModelSession
{
    public IReadOnlyList<NetworkPort> Inputs { get; } = SessionPorts.Of(session.InputNames, session.InputMetadata);

    public IReadOnlyList<NetworkPort> Outputs { get; } = SessionPorts.Of(session.OutputNames, session.OutputMetadata);

    public TimeSpan TimeInRuntime { get; private set; }

    public IReadOnlyDictionary<string, TensorValue> Run(
        IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        using var run = new RunOptions();
        using var registration = cancellation.Register(() => run.Terminate = true);
        using var values = new OrtInputs(inputs);
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var outputs = session.Run(run, values.ByName, session.OutputNames);
            TimeInRuntime += Stopwatch.GetElapsedTime(start);
            return session.OutputNames.Zip(outputs, (name, value) => (name, Tensor: Tensors.Copy(value)))
                .ToDictionary(output => output.name, output => output.Tensor);
        }
        catch (OnnxRuntimeException error)
        {
            TimeInRuntime += Stopwatch.GetElapsedTime(start);
            cancellation.ThrowIfCancellationRequested();
            throw OnnxErrors.Wrap("The network could not be run", error);
        }
    }

    public void Dispose() => session.Dispose();
}
