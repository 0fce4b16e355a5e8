using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Bench;

/// <summary>
/// A model of SD 1.5's size with random weights, as a diffusers folder with the starter model's tokenizer; deleted when disposed.
/// </summary>
internal sealed class RandomModel : IDisposable
{
    private const string Tokenizer = "models/starter/tokenizer";

    private static readonly ClipTextConfig Text =
        new() { VocabSize = 49408, HiddenSize = 768, IntermediateSize = 3072, Heads = 12, Layers = 12 };
    private static readonly VaeConfig Vae = new() { BlockOutChannels = [128, 256, 512, 512] };

    private readonly List<RandomCheckpoint> _parts = [];

    /// <param name="half">In half precision; else in single.</param>
    public RandomModel(bool half)
    {
        Folder = Directory.CreateTempSubdirectory("atelier-bench-").FullName;
        Write("", new { _class_name = "StableDiffusionPipeline", text_encoder = (string[])["transformers", "CLIPTextModel"],
            unet = (string[])["diffusers", "UNet2DConditionModel"], vae = (string[])["diffusers", "AutoencoderKL"] }, "model_index.json");
        Write("scheduler",
            new { beta_start = 0.00085, beta_end = 0.012, beta_schedule = "scaled_linear", num_train_timesteps = 1000,
                prediction_type = "epsilon" }, "scheduler_config.json");
        Write("text_encoder", new
        {
            vocab_size = Text.VocabSize, hidden_size = Text.HiddenSize, intermediate_size = Text.IntermediateSize,
            num_attention_heads = Text.Heads,
            num_hidden_layers = Text.Layers, hidden_act = "quick_gelu", bos_token_id = 1534, eos_token_id = 1535, pad_token_id = 1535,
        });
        Write("vae",
            new { block_out_channels = Vae.BlockOutChannels, layers_per_block = 2, latent_channels = 4, norm_num_groups = 32,
                scaling_factor = Vae.ScalingFactor });
        Write("unet", new
        {
            block_out_channels = Sd15UNet.Config.BlockOutChannels, in_channels = 4, out_channels = 4, layers_per_block = 2,
            attention_head_dim = 8,
            cross_attention_dim = 768, sample_size = 64,
            down_block_types = (string[])["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
            up_block_types = (string[])["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
        });
        _parts.Add(new RandomCheckpoint(Shapes(ExpectedClip.Of(Text)), half, Path.Combine(Folder, "text_encoder")));
        _parts.Add(new RandomCheckpoint(
            Shapes(ExpectedVae.Of(Vae)), half, Path.Combine(Folder, "vae"), "diffusion_pytorch_model.safetensors"));
        _parts.Add(new RandomCheckpoint(
            new Sd15UNet(latent: 64).Tensors, half, Path.Combine(Folder, "unet"), "diffusion_pytorch_model.safetensors"));
        foreach (var file in Directory.GetFiles(Tokenizer))
        {
            File.Copy(file, Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "tokenizer")).FullName, Path.GetFileName(file)));
        }

        WeightBytes = _parts.Sum(part => part.Bytes) * (half ? 2 : 1);
    }

    public string Folder { get; }

    /// <summary>All weights in single precision.</summary>
    public long WeightBytes { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string part, object config, string name = "config.json") =>
        File.WriteAllText(
            Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, part)).FullName, name), JsonSerializer.Serialize(config));

    private static IEnumerable<(string Name, int[] Shape)> Shapes(WeightList weights) =>
        weights.Items.Select(item => (item.Name, Array.ConvertAll(item.Shape, size => (int)size)));
}
