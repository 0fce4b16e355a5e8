using System.Text.Json;
using Atelier.Diffusion.Checkpoints;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>The networks of a golden pipeline in diffusers' layout, read without the product's reader.</summary>
internal sealed class GoldenPipeline(string name)
{
    public GoldenTensors Expected { get; } = Golden.Open(name, "expected.safetensors");

    public Part<ClipTextConfig> TextEncoder(string part)
    {
        var config = Config(part);
        var weights = new FolderWeights(Golden.PathOf(name, part, "model.safetensors"));
        return new Part<ClipTextConfig>(
            new ClipTextConfig
            {
                VocabSize = config.GetProperty("vocab_size").GetInt32(),
                HiddenSize = config.GetProperty("hidden_size").GetInt32(),
                IntermediateSize = config.GetProperty("intermediate_size").GetInt32(),
                Heads = config.GetProperty("num_attention_heads").GetInt32(),
                Layers = config.GetProperty("num_hidden_layers").GetInt32(),
                HiddenAct = config.GetProperty("hidden_act").GetString()!,
                EosTokenId = config.GetProperty("eos_token_id").GetInt32(),
                ProjectionDim = weights.Find("text_projection.weight") is null ? null : config.GetProperty("projection_dim").GetInt32(),
            },
            weights);
    }

    public Part<UNetConfig> UNet()
    {
        var config = Config("unet");
        var blocks = Ints(config.GetProperty("block_out_channels"), 0);
        var layers = Ints(config.GetProperty("transformer_layers_per_block"), blocks.Length);
        var types = config.GetProperty("down_block_types").EnumerateArray().Select(type => type.GetString()!).ToArray();
        return new Part<UNetConfig>(
            new UNetConfig
            {
                InChannels = config.GetProperty("in_channels").GetInt32(),
                OutChannels = config.GetProperty("out_channels").GetInt32(),
                SampleSize = config.GetProperty("sample_size").GetInt32(),
                BlockOutChannels = blocks,
                TransformerLayers =
                    [.. layers.Select((count, level) => types[level].StartsWith("CrossAttn", StringComparison.Ordinal) ? count : 0)],
                MidTransformerLayers = layers[^1],
                Heads = Ints(config.GetProperty("attention_head_dim"), blocks.Length),
                LayersPerBlock = config.GetProperty("layers_per_block").GetInt32(),
                CrossAttentionDim = config.GetProperty("cross_attention_dim").GetInt32(),
                NormNumGroups = config.GetProperty("norm_num_groups").GetInt32(),
                AdditionTimeEmbedDim = Optional(config, "addition_time_embed_dim"),
                ProjectionClassEmbeddingsInputDim = Optional(config, "projection_class_embeddings_input_dim"),
            },
            new FolderWeights(Golden.PathOf(name, "unet", "diffusion_pytorch_model.safetensors")));
    }

    public Part<VaeConfig> Vae()
    {
        var config = Config("vae");
        return new Part<VaeConfig>(
            new VaeConfig
            {
                LatentChannels = config.GetProperty("latent_channels").GetInt32(),
                BlockOutChannels = Ints(config.GetProperty("block_out_channels"), 0),
                LayersPerBlock = config.GetProperty("layers_per_block").GetInt32(),
                NormNumGroups = config.GetProperty("norm_num_groups").GetInt32(),
            },
            new FolderWeights(Golden.PathOf(name, "vae", "diffusion_pytorch_model.safetensors")));
    }

    private JsonElement Config(string part)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Golden.PathOf(name, part, "config.json")));
        return json.RootElement.Clone();
    }

    private static int[] Ints(JsonElement value, int count) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(item => item.GetInt32())]
        : [.. Enumerable.Repeat(value.GetInt32(), count)];

    private static int? Optional(JsonElement config, string name) =>
        config.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;
}
