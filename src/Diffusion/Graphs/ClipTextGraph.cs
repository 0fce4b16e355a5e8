using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// transformers' CLIPTextModel (Radford et al. 2021) as an ONNX graph.
/// Inputs: <c>input_ids</c> int64 [batch, positions]; <c>clip_skip</c> int64 [1]: 1 takes the last layer, 2 the one before, up to one more
/// than the layers there are, which takes the embeddings. Textual inversions: <c>embeddings</c> [n, width], and <c>embedding_ids</c> int64
/// [batch, positions], where a number above 0 takes that row of them, counted from 0, in place of the token's; neither need be given.
/// Outputs: <c>hidden_state</c> [batch, positions, width], that layer's output as it is; <c>normed_hidden_state</c>, the same after the
/// final layer norm (with <c>clip_skip</c> 1 transformers' <c>last_hidden_state</c>); <c>pooled</c> [batch, width], the last layer's normed
/// output at the end token; and, where the model has a projection, <c>text_embeds</c> [batch, projection width].
/// Clip skip is an input because a graph for each would be a session for each.
/// </summary>
internal sealed class ClipTextGraph
{
    /// <summary>The end token that transformers' first CLIP configs wrote by mistake; with it the end is the highest id.</summary>
    private const int LegacyEosTokenId = 2;

    private readonly ClipTextConfig _config;
    private readonly Module _root;
    private readonly Module _text;

    private ClipTextGraph(ClipTextConfig config, Module root)
    {
        _config = config;
        _root = root;
        _text = root["text_model"];
    }

    /// <summary>Builds the graph.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="weights">Where its weights lie.</param>
    /// <param name="adaptable">Whether its weights, but for the table of tokens, are inputs, so that adapters may change them.</param>
    /// <exception cref="CheckpointException">A weight is missing or has another shape, or the activation is unknown.</exception>
    public static OnnxModel Build(ClipTextConfig config, IWeights weights, bool adaptable = false)
    {
        var graph = new GraphBuilder("clip_text", weights, adaptable);
        new ClipTextGraph(config, graph.Root).Write();
        return graph.Build();
    }

    private void Write()
    {
        var graph = _root.Graph;
        var ids = graph.Input("input_ids", ElementType.Int64, "batch", _config.MaxPositions);
        var clipSkip = graph.Input("clip_skip", ElementType.Int64, 1);

        List<Value> states = [Embed(ids)];
        for (var i = 0; i < _config.Layers; i++)
        {
            states.Add(Layer(_text["encoder.layers", i], states[^1]));
        }

        var stacked = _root.Concat(0, [.. states.Select(state => _root.Unsqueeze(state, 0))]);
        var chosen = _root.Onnx("Gather", [stacked, _root.Onnx("Neg", [clipSkip])], ("axis", 0));
        var hidden = _root.Onnx("Squeeze", [chosen, graph.Constant(0L)]);
        var pooled = _root.Onnx("GatherND", [FinalNorm(states[^1]), EndPosition(ids)], ("batch_dims", 1));

        graph.Output("hidden_state", hidden, "batch", _config.MaxPositions, _config.HiddenSize);
        graph.Output("normed_hidden_state", FinalNorm(hidden), "batch", _config.MaxPositions, _config.HiddenSize);
        graph.Output("pooled", pooled, "batch", _config.HiddenSize);
        if (_config.ProjectionDim is { } projection)
        {
            var embeds = _root["text_projection"].Product(pooled, _config.HiddenSize, projection);
            graph.Output("text_embeds", embeds, "batch", projection);
        }
    }

    private Value Embed(Value ids)
    {
        var embeddings = _text["embeddings"];
        var tokens = WithInversions(embeddings, embeddings["token_embedding"].Rows(ids, _config.VocabSize, _config.HiddenSize));
        return embeddings.Add(tokens, embeddings["position_embedding"].Weight("weight", _config.MaxPositions, _config.HiddenSize));
    }

    private Value WithInversions(Module module, Value tokens)
    {
        var graph = module.Graph;
        var vectors = graph.OptionalInput("embeddings", ElementType.Float, [1, _config.HiddenSize], "vectors", _config.HiddenSize);
        var rows = graph.OptionalInput("embedding_ids", ElementType.Int64, [1, 1], "embedding_batch", "embedding_positions");
        var isVector = module.Unsqueeze(module.Onnx("Greater", [rows, graph.Constant(0L)]), -1);
        return module.Onnx("Where", [isVector, module.Onnx("Gather", [vectors, rows], ("axis", 0)), tokens]);
    }

    private Value Layer(Module layer, Value x)
    {
        var (width, inner) = (_config.HiddenSize, _config.IntermediateSize);
        var normed = layer["layer_norm1"].LayerNorm(x, width, _config.LayerNormEps);
        var attention = layer["self_attn"];
        var attended = attention.MultiHead(
            attention["q_proj"].Linear(normed, width, width),
            attention["k_proj"].Linear(normed, width, width),
            attention["v_proj"].Linear(normed, width, width),
            _config.Heads,
            causal: true);
        x = layer.Add(x, attention["out_proj"].Linear(attended, width, width));

        normed = layer["layer_norm2"].LayerNorm(x, width, _config.LayerNormEps);
        var h = Activate(layer, layer["mlp.fc1"].Linear(normed, width, inner));
        return layer.Add(x, layer["mlp.fc2"].Linear(h, inner, width));
    }

    private Value Activate(Module module, Value x) => _config.HiddenAct switch
    {
        "quick_gelu" => module.QuickGelu(x),
        "gelu" => module.Gelu(x),
        var other => throw new CheckpointException($"The text encoder's hidden_act is '{other}'; known are quick_gelu and gelu."),
    };

    private Value FinalNorm(Value x) => _text["final_layer_norm"].LayerNorm(x, _config.HiddenSize, _config.LayerNormEps);

    /// <summary>[batch, 1]: where each row has its first end token.</summary>
    private Value EndPosition(Value ids)
    {
        var score = _config.EosTokenId == LegacyEosTokenId
            ? ids
            : _root.Onnx(
                "Cast", [_root.Onnx("Equal", [ids, _root.Graph.Constant((long)_config.EosTokenId)])], ("to", (int)ElementType.Int64));
        return _root.Onnx("ArgMax", [score], ("axis", 1), ("keepdims", 1));
    }
}
