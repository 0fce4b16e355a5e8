using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>Runs a graph once and compares with the reference.</summary>
internal static class GoldenRun
{
    /// <summary>The design's bound for networks: the largest error as a share of the reference's largest value.</summary>
    public const double Tolerance = 2e-4;

    public static IReadOnlyDictionary<string, TensorValue> Run(this OnnxModel model, params (string Name, TensorValue Value)[] inputs)
    {
        using var session = new SessionFactory(new OnnxRuntimeOptions()).Create(model);
        return session.Run(inputs.ToDictionary(input => input.Name, input => input.Value));
    }

    public static TensorValue ToValue(this GoldenTensor tensor) => TensorValue.Of(tensor.Floats, tensor.Shape);

    public static void AssertMatches(GoldenTensor expected, TensorValue actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Closeness.AssertClose(expected, actual.Floats, Tolerance);
    }
}
