namespace Atelier.Diffusion.Graphs;

/// <summary>
/// StyleAligned (Hertz et al. 2023): in self-attention a row attends to its own places and to those of the row whose style it takes, with
/// its queries and keys brought to that row's means and deviations (AdaIN; section 4.1). A row that names itself is as it would be alone.
/// </summary>
internal static class StyleSharing
{
    /// <summary>The input: for each row the row whose style it takes, [rows].</summary>
    public const string Input = "style_rows";

    private const float Epsilon = 1e-5f;

    /// <summary>What a row's attention takes in place of its own.</summary>
    /// <param name="module">The attention.</param>
    /// <param name="rows">The input.</param>
    /// <param name="query">[rows, tokens, width].</param>
    /// <param name="key">[rows, tokens, width].</param>
    /// <param name="value">[rows, tokens, width].</param>
    public static (Value Query, Value Key, Value Value) Share(Module module, Value rows, Value query, Value key, Value value) => (
        Normalize(module, rows, query),
        module.Concat(1, Of(module, rows, key), Normalize(module, rows, key)),
        module.Concat(1, Of(module, rows, value), value));

    // Equation 3, over the places of each channel.
    private static Value Normalize(Module module, Value rows, Value x)
    {
        var tokens = module.Graph.Constant(1L);
        var mean = module.Onnx("ReduceMean", [x, tokens]);
        var centred = module.Onnx("Sub", [x, mean]);
        var variance = module.Onnx("ReduceMean", [module.Mul(centred, centred), tokens]);
        var deviation = module.Onnx("Sqrt", [module.Add(variance, module.Graph.Scalar(Epsilon))]);
        var scale = module.Onnx("Div", [Of(module, rows, deviation), deviation]);
        return module.Add(module.Mul(centred, scale), Of(module, rows, mean));
    }

    private static Value Of(Module module, Value rows, Value x) => module.Onnx("Gather", [x, rows], ("axis", 0));
}
