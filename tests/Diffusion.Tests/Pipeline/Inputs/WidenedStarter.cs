using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

/// <summary>The model that ships with more channels into its UNet: what follows the latent weighs a little, at random.</summary>
internal sealed class WidenedStarter : IDisposable
{
    private const string Weight = "conv_in.weight";
    private readonly TemporaryFolder _folder = new();
    private readonly ModelLoader _models;

    public WidenedStarter(Func<int, int> channels)
    {
        var from = Path.Combine(Golden.RepositoryRoot, "models", "starter");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            _folder.Write(Path.Combine("wide", Path.GetRelativePath(from, file)), File.ReadAllBytes(file));
        }

        Widen(channels);
        _models = new ModelLoader(new ModelCatalog(_folder.Path), "wide", new OnnxRuntimeOptions(), TimeProvider.System);
        Pipeline = new DiffusionPipeline(
            new SamplerParts(), _models, StarterPipeline.Options with { Pictures = Pictures }, TimeProvider.System, () => 1);
    }

    public SomePictures Pictures { get; } = new();

    public DiffusionPipeline Pipeline { get; }

    public void Dispose()
    {
        _models.Dispose();
        _folder.Dispose();
    }

    private void Widen(Func<int, int> channels)
    {
        var configFile = _folder.PathOf("wide", "unet", "config.json");
        var config = JsonNode.Parse(File.ReadAllText(configFile))!;
        var latent = config["in_channels"]!.GetValue<int>();
        config["in_channels"] = channels(latent);
        File.WriteAllText(configFile, config.ToJsonString());

        var file = _folder.PathOf("wide", "unet", "diffusion_pytorch_model.safetensors");
        var tensors = GoldenTensors.Read(file);
        var header = new Dictionary<string, object>();
        var data = new MemoryStream();
        foreach (var name in tensors.Names)
        {
            var tensor = name == Weight ? Wide(tensors[name], channels(latent)) : tensors[name];
            header[name] = new { dtype = tensor.Type, shape = tensor.Shape,
                data_offsets = new[] { data.Length, data.Length + tensor.Bytes.Length } };
            data.Write(tensor.Bytes);
        }

        File.WriteAllBytes(file, SafetensorsWriter.File(JsonSerializer.SerializeToUtf8Bytes(header), data.ToArray()));
    }

    // [out, in, 3, 3] in half precision.
    private static GoldenTensor Wide(GoldenTensor weight, int channels)
    {
        var random = new Random(3);
        var (outputs, inputs, kernel) = (weight.Shape[0], weight.Shape[1], weight.Shape[2] * weight.Shape[3]);
        var old = weight.Doubles;
        var bytes = new MemoryStream();
        for (var i = 0; i < outputs * channels * kernel; i++)
        {
            var (output, input, place) = (i / kernel / channels, i / kernel % channels, i % kernel);
            var value = input < inputs ? old[(((output * inputs) + input) * kernel) + place] : (random.NextDouble() - 0.5) * 0.05;
            bytes.Write(BitConverter.GetBytes((Half)value));
        }

        return new GoldenTensor([outputs, channels, weight.Shape[2], weight.Shape[3]], "F16", bytes.ToArray());
    }
}
