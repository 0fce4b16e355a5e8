using Atelier.Guidance;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// Perturbed attention (Ahn et al. 2024) as an input for each group of layers, [rows, 1, 1]: where it is 1, a row's self-attention is the
/// identity. Rows are told apart, so that perturbed ones run in the same pass; without the input none is perturbed.
/// </summary>
/// <param name="root">The graph's.</param>
/// <param name="smallest">The lowest level with attention.</param>
internal sealed class UNetPerturbation(Module root, int smallest)
{
    public static IReadOnlyList<(PerturbedLayers Layers, string Input)> Inputs { get; } =
        [(PerturbedLayers.Middle, "perturbed_middle"), (PerturbedLayers.Down, "perturbed_down"), (PerturbedLayers.Up, "perturbed_up")];

    private readonly Dictionary<PerturbedLayers, Value> _masks = Inputs.ToDictionary(
        input => input.Layers,
        input => root.Onnx("Cast", [root.Graph.OptionalInput(input.Input, 0, rank: 3)], ("to", (int)ElementType.Bool)));

    /// <summary>Which rows are perturbed in a block; null where it is none of those that can be.</summary>
    public Value? In(PerturbedLayers layers, int level) => layers == PerturbedLayers.Middle || level == smallest ? _masks[layers] : null;
}
