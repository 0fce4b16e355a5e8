namespace Atelier.Diffusion.Graphs;

/// <summary>An ONNX model in memory whose weights stay in the files they came in.</summary>
/// <param name="Bytes">A ModelProto.</param>
/// <param name="WeightsFolder">Where the files that its external data names lie.</param>
public sealed record OnnxModel(ReadOnlyMemory<byte> Bytes, string WeightsFolder)
{
    /// <summary>The weights that each run is given as inputs, so that adapters may change them.</summary>
    internal IReadOnlyList<AdaptableInput> Adaptable { get; init; } = [];

    /// <summary>Everything that a run may be given.</summary>
    internal IReadOnlyList<string> Inputs { get; init; } = [];
}

/// <summary>An input that takes a weight, or some of its rows, in single precision.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Weight">The weight's canonical name.</param>
/// <param name="Start">Where in the weight the input begins, in elements.</param>
/// <param name="Shape">The input's.</param>
internal sealed record AdaptableInput(string Input, string Weight, int Start, int[] Shape);
