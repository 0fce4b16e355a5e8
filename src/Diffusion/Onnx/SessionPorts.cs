using Atelier.Networks;
using Microsoft.ML.OnnxRuntime;

namespace Atelier.Diffusion.Onnx;

/// <summary>What a session takes and gives, as the runtime describes it.</summary>
internal static class SessionPorts
{
    public static IReadOnlyList<NetworkPort> Of(IReadOnlyList<string> names, IReadOnlyDictionary<string, NodeMetadata> all) =>
        [.. names.Select(name => Port(name, all[name]))];

    private static NetworkPort Port(string name, NodeMetadata port) => port.IsTensor
        ? new NetworkPort(name, ElementNames.Of(port.ElementDataType), [.. port.Dimensions])
        : new NetworkPort(name, port.OnnxValueType.ToString().ToLowerInvariant(), []);
}
