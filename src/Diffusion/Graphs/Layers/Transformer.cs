namespace Atelier.Diffusion.Graphs;

/// <summary>diffusers' Transformer2DModel: a picture's places become tokens, attend to each other and to the text, and become a picture again.</summary>
/// <param name="Groups">Of the group norm in front.</param>
/// <param name="Context">The text's embeddings, [batch, tokens, width].</param>
/// <param name="ContextWidth">Their width.</param>
internal sealed record Transformer(int Groups, Value Context, int ContextWidth)
{
    private const float GroupNormEpsilon = 1e-6f;

    /// <param name="module">The attention, such as <c>down_blocks.0.attentions.0</c>.</param>
    /// <param name="x">[batch, width, height, width of the picture].</param>
    /// <param name="width">Channels.</param>
    /// <param name="heads">Divides the channels.</param>
    /// <param name="layers">Transformer blocks.</param>
    public Value Apply(Module module, Value x, int width, int heads, int layers)
    {
        var tokens = module["norm"].GroupNorm(x, width, Groups, GroupNormEpsilon);
        tokens = module.Transpose(module.Reshape(tokens, 0, width, -1), 0, 2, 1);
        tokens = module["proj_in"].Linear(tokens, width, width);
        for (var i = 0; i < layers; i++)
        {
            tokens = Block(module["transformer_blocks", i], tokens, width, heads);
        }

        tokens = module["proj_out"].Linear(tokens, width, width);
        return module.Add(x, module.ReshapeLike(module.Transpose(tokens, 0, 2, 1), x));
    }

    private Value Block(Module module, Value x, int width, int heads)
    {
        var normed = module["norm1"].LayerNorm(x, width);
        x = module.Add(x, module["attn1"].CrossAttention(normed, normed, width, width, heads));
        normed = module["norm2"].LayerNorm(x, width);
        x = module.Add(x, module["attn2"].CrossAttention(normed, Context, width, ContextWidth, heads));
        normed = module["norm3"].LayerNorm(x, width);
        return module.Add(x, FeedForward(module["ff"], normed, width));
    }

    /// <summary>GEGLU (Shazeer 2020): one half of a widened projection, gated by the other.</summary>
    private static Value FeedForward(Module module, Value x, int width)
    {
        var inner = 4 * width;
        var halves = module.Onnx("Split", 2, [module["net.0.proj"].Linear(x, width, 2 * inner)], ("axis", -1), ("num_outputs", 2));
        return module["net.2"].Linear(module.Mul(halves[0], module.Gelu(halves[1])), inner, width);
    }
}
