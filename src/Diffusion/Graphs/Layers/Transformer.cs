namespace Atelier.Diffusion.Graphs;

/// <summary>
/// diffusers' Transformer2DModel: a picture's places become tokens, attend to each other and to the text, and become a picture again.
/// </summary>
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
    /// <param name="self">What changes attention to the picture itself.</param>
    public Value Apply(Module module, Value x, int width, int heads, int layers, SelfAttention self = default)
    {
        var picture = module["norm"].GroupNorm(x, width, Groups, GroupNormEpsilon);
        picture = module["proj_in"].Conv(picture, width, width, kernel: 1);
        var tokens = module.Transpose(module.Reshape(picture, 0, width, -1), 0, 2, 1);
        var normed = module["transformer_blocks.0.norm1"].LayerNorm(tokens, width);
        for (var i = 0; i < layers; i++)
        {
            var block = module["transformer_blocks", i];
            var attended = block["attn1"].Attend(normed, normed, width, width, heads, self);
            (tokens, normed) = block["norm2"].AddLayerNorm(attended, tokens, block["attn1.to_out.0"].Bias(width), width);
            attended = block["attn2"].Attend(normed, Context, width, ContextWidth, heads);
            (tokens, normed) = block["norm3"].AddLayerNorm(attended, tokens, block["attn2.to_out.0"].Bias(width), width);
            var fed = FeedForward(block["ff"], normed, width);
            var bias = block["ff.net.2"].Bias(width);
            (tokens, normed) = i < layers - 1
                ? module["transformer_blocks", i + 1]["norm1"].AddLayerNorm(fed, tokens, bias, width)
                : (module.Add(tokens, module.Add(fed, bias)), normed);
        }

        picture = module.ReshapeLike(module.Transpose(tokens, 0, 2, 1), x);
        return module.Add(x, module["proj_out"].Conv(picture, width, width, kernel: 1));
    }

    /// <summary>
    /// GEGLU (Shazeer 2020): one half of a widened projection, gated by the other. The halves are two products, which saves splitting one.
    /// </summary>
    public static Value FeedForward(Module module, Value x, int width)
    {
        var projection = module["net.0.proj"];
        var inner = 4 * width;
        var value = Half(first: 0);
        var gate = Half(first: inner);
        return module["net.2"].Product(module.Mul(value, module.Gelu(gate)), inner, width);

        Value Half(int first) =>
            module.Add(projection.ProductRows(x, width, 2 * inner, first, inner), projection.WeightRows("bias", first, inner, 2 * inner));
    }
}
