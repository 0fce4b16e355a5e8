namespace Atelier.Networks;

/// <summary>A network that is loaded and ready to run, by one thread at a time.</summary>
public interface INetwork : IDisposable
{
    /// <summary><c>controlnet</c>, <c>rrdbnet</c>, <c>taesd</c> or <c>onnx</c>.</summary>
    string Architecture { get; }

    /// <summary>What it takes, in order.</summary>
    IReadOnlyList<NetworkPort> Inputs { get; }

    /// <summary>What it gives, in order.</summary>
    IReadOnlyList<NetworkPort> Outputs { get; }

    /// <summary>Runs it.</summary>
    /// <param name="inputs">By name. Values are converted to the type that the input has.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <returns>The outputs by name, in single precision, in memory of their own.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IReadOnlyDictionary<string, NetworkTensor> Run(
        IReadOnlyDictionary<string, NetworkTensor> inputs, CancellationToken cancellation = default);
}

/// <summary>An input or output of a network.</summary>
/// <param name="Name">As the network spells it.</param>
/// <param name="Type">ONNX's name of the element type: <c>float</c>, <c>float16</c>, <c>int64</c>, <c>uint8</c>.</param>
/// <param name="Shape">Sizes, outermost first; −1 is free.</param>
public sealed record NetworkPort(string Name, string Type, IReadOnlyList<int> Shape);
