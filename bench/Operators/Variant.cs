using Atelier.Diffusion.Graphs;

namespace Atelier.Bench;

/// <summary>One way to write a layer.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Layer">Writes it.</param>
/// <param name="Optimization">The runtime's optimisation level for it.</param>
internal sealed record Variant(string Name, Func<Module, Value, Value> Layer, string Optimization = "all");

/// <summary>Ways to write the same layer. The first is what Atelier's graphs use.</summary>
/// <param name="Title">The layer, with its sizes.</param>
/// <param name="Input">The input's shape.</param>
/// <param name="Weights">By name, with shapes.</param>
/// <param name="Variants">The ways.</param>
internal sealed record Comparison(string Title, int[] Input, (string Name, int[] Shape)[] Weights, Variant[] Variants);
