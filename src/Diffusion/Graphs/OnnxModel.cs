namespace Atelier.Diffusion.Graphs;

/// <summary>An ONNX model in memory whose weights stay in the files they came in.</summary>
/// <param name="Bytes">A ModelProto.</param>
/// <param name="WeightsFolder">Where the files that its external data names lie.</param>
public sealed record OnnxModel(ReadOnlyMemory<byte> Bytes, string WeightsFolder);
