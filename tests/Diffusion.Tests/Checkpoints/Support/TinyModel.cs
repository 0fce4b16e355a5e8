using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

/// <summary>A diffusers folder of the smallest shapes, filled with zeros.</summary>
internal static class TinyModel
{
    public static readonly UNetConfig UNet = new()
    {
        InChannels = 4,
        OutChannels = 4,
        SampleSize = 8,
        BlockOutChannels = [8, 16],
        TransformerLayers = [1, 0],
        MidTransformerLayers = 1,
        Heads = [2, 2],
        LayersPerBlock = 1,
        CrossAttentionDim = 8,
        NormNumGroups = 4,
    };

    public static readonly VaeConfig Vae = new() { BlockOutChannels = [8, 8], LayersPerBlock = 1, NormNumGroups = 4 };

    public static readonly ClipTextConfig Clip =
        new() { VocabSize = 12, HiddenSize = 8, IntermediateSize = 16, Heads = 2, Layers = 2, MaxPositions = 6 };

    /// <summary>Vocabulary of twelve tokens; the last two start and end.</summary>
    public static readonly string Vocab = JsonSerializer.Serialize(
        Enumerable.Range(0, 12)
            .ToDictionary(id => id switch { 0 => "!", 10 => "<|startoftext|>", 11 => "<|endoftext|>", _ => $"t{id}" }, id => id));

    /// <summary>Writes a folder that opens.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="name">The model's folder in it.</param>
    /// <param name="type">The precision.</param>
    /// <param name="unet">Another UNet than <see cref="UNet"/>.</param>
    /// <param name="variant">As in <c>diffusion_pytorch_model.fp16.safetensors</c>.</param>
    public static string Write(
        TemporaryFolder folder, string name = "tiny", TensorType type = TensorType.F16, UNetConfig? unet = null, string variant = "")
    {
        unet ??= UNet;
        folder.Write($"{name}/model_index.json", """{"_class_name":"StableDiffusionPipeline"}""");
        folder.Write($"{name}/unet/config.json", UNetJson(unet));
        folder.Write($"{name}/vae/config.json", """{"norm_num_groups":4,"scaling_factor":0.5}""");
        folder.Write($"{name}/text_encoder/config.json", """{"num_attention_heads":2,"eos_token_id":2}""");
        folder.Write($"{name}/scheduler/scheduler_config.json", """{"prediction_type":"v_prediction","timestep_spacing":"trailing"}""");
        folder.Write($"{name}/unet/diffusion_pytorch_model{variant}.safetensors", SafetensorsWriter.Of(type, ExpectedUNet.Of(unet).Items));
        folder.Write($"{name}/vae/diffusion_pytorch_model{variant}.safetensors", SafetensorsWriter.Of(type, ExpectedVae.Of(Vae).Items));
        folder.Write($"{name}/text_encoder/model{variant}.safetensors", SafetensorsWriter.Of(type, ExpectedClip.Of(Clip).Items));
        WriteTokenizer(folder, $"{name}/tokenizer");
        return folder.PathOf(name);
    }

    public static void WriteTokenizer(TemporaryFolder folder, string place, string? padToken = null)
    {
        folder.Write($"{place}/vocab.json", Vocab);
        folder.Write($"{place}/merges.txt", "#version: 0.2\n");
        if (padToken is not null)
        {
            folder.Write($"{place}/special_tokens_map.json", JsonSerializer.Serialize(new { pad_token = padToken }));
        }
    }

    public static string UNetJson(UNetConfig unet) => JsonSerializer.Serialize(new
    {
        sample_size = unet.SampleSize,
        block_out_channels = unet.BlockOutChannels,
        attention_head_dim = unet.Heads,
        cross_attention_dim = unet.CrossAttentionDim,
        norm_num_groups = unet.NormNumGroups,
    });
}
