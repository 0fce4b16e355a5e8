namespace Atelier.Diffusion.Graphs;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017) over [batch, tokens, width].</summary>
internal static class Attention
{
    /// <summary>Fused: the runtime works through the tokens in blocks and never holds the whole tokens × tokens matrix.</summary>
    public static Value MultiHead(this Module module, Value query, Value key, Value value, int heads, bool causal = false) =>
        module.Microsoft("MultiHeadAttention", [query, key, value], ("num_heads", heads), ("unidirectional", causal ? 1 : 0));

    /// <summary>diffusers' Attention as far as its output projection, whose bias is left to who adds the result.</summary>
    /// <param name="module">The attention: <c>to_q</c>, <c>to_k</c>, <c>to_v</c> without biases, and <c>to_out.0</c>.</param>
    /// <param name="x">What asks.</param>
    /// <param name="context">What answers; <paramref name="x"/> itself in self-attention.</param>
    /// <param name="width">The width of <paramref name="x"/>.</param>
    /// <param name="contextWidth">The width of <paramref name="context"/>.</param>
    /// <param name="heads">Divides <paramref name="width"/>.</param>
    /// <param name="self">What changes self-attention.</param>
    public static Value Attend(
        this Module module, Value x, Value context, int width, int contextWidth, int heads, SelfAttention self = default)
    {
        var query = module["to_q"].Product(x, width, width);
        var key = module["to_k"].Product(context, contextWidth, width);
        var own = module["to_v"].Product(context, contextWidth, width);
        var value = own;
        if (self.StyleRows is { } rows)
        {
            (query, key, value) = StyleSharing.Share(module, rows, query, key, value);
        }

        var attended = module.MultiHead(query, key, value, heads);
        return module["to_out.0"].Product(
            self.Identity is { } identity ? module.Onnx("Where", [identity, own, attended]) : attended, width, width);
    }
}

/// <summary>What changes a UNet's self-attention.</summary>
/// <param name="Identity">Rows in which each place sees only itself, [rows, 1, 1]; null where none can be.</param>
/// <param name="StyleRows">For each row the one whose style it takes, [rows]; null where none is shared.</param>
internal readonly record struct SelfAttention(Value? Identity, Value? StyleRows);
