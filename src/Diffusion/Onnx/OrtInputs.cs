using Microsoft.ML.OnnxRuntime;

namespace Atelier.Diffusion.Onnx;

/// <summary>Inputs as the runtime takes them: over the same arrays, pinned until disposed.</summary>
internal sealed class OrtInputs : IDisposable
{
    private readonly Dictionary<string, OrtValue> _values = [];

    public OrtInputs(IReadOnlyDictionary<string, TensorValue> inputs)
    {
        foreach (var (name, tensor) in inputs)
        {
            _values.Add(name, Tensors.Wrap(tensor));
        }
    }

    public IReadOnlyDictionary<string, OrtValue> ByName => _values;

    public void Dispose()
    {
        foreach (var value in _values.Values)
        {
            value.Dispose();
        }
    }
}
