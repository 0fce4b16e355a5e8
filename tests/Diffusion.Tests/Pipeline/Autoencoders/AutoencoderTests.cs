using System.Security.Cryptography;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Autoencoders;

public sealed class AutoencoderTests : IDisposable
{
    private static readonly string Starter = Path.Combine(Golden.RepositoryRoot, "models", "starter");
    private readonly TemporaryFolder _folder = new();
    private readonly ModelLoader _models;
    private readonly DiffusionPipeline _pipeline;

    public AutoencoderTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "vae"));
        _models = new ModelLoader(new ModelCatalog(_folder.Path), Starter, new OnnxRuntimeOptions(), TimeProvider.System, allowPaths: true);
        _pipeline = new DiffusionPipeline(new SamplerParts(), _models, StarterPipeline.Options, TimeProvider.System, () => 1);
    }

    public void Dispose()
    {
        _models.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void One_with_the_models_own_weights_makes_the_same_picture_and_is_in_the_recipe()
    {
        var weights = File.ReadAllBytes(Path.Combine(Starter, "vae", "diffusion_pytorch_model.safetensors"));
        _folder.Write("vae/copy.safetensors", weights);

        var (own, chosen) = (Make(null), Make("copy.safetensors"));

        Assert.Equal(own.Picture.Pixels.ToArray(), chosen.Picture.Pixels.ToArray());
        Assert.Null(own.Recipe.Vae);
        Assert.Equal(("copy", Convert.ToHexStringLower(SHA256.HashData(weights))), (chosen.Recipe.Vae!.Name, chosen.Recipe.Vae.Hash));
        Assert.Contains("VAE hash: " + chosen.Recipe.Vae.Hash![..10] + ", VAE: copy", chosen.Metadata.Parameters);
    }

    [Theory]
    [InlineData("Automatic")]
    [InlineData("none")]
    public void AUTOMATIC1111s_words_stand_for_the_models_own(string word) => Assert.Null(Make(word).Recipe.Vae);

    [Fact]
    public void A_small_one_decodes_too()
    {
        _folder.Write("vae/taesd_decoder.safetensors", LinearTaesd.File(Plain(0.5, 0, -1)));
        var pixels = Make("taesd_decoder").Picture.Pixels;
        Assert.Equal([191, 128, 0], pixels[..3].ToArray());
        Assert.Equal([191, 128, 0], pixels[^3..].ToArray());
    }

    [Fact]
    public void One_that_is_not_there_is_said_with_those_that_are()
    {
        _folder.Write("vae/some.safetensors", SafetensorsWriter.Of(TensorType.F16, [("a", [1])]));
        Assert.Equal("'other' is not in models/vae; there are some", Refused("other"));
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        _folder.Write("vae/lora.safetensors", SafetensorsWriter.Of(TensorType.F16, [("lora_unet_x.lora_up.weight", [1])]));
        Assert.Contains("'lora' cannot be used", Refused("lora"));
        Assert.Contains("holds no autoencoder's decoder", Refused("lora"));
    }

    [Fact]
    public void Latents_with_other_channels_are_refused()
    {
        _folder.Write("vae/sixteen.safetensors", LinearTaesd.File(new double[3, 17]));
        Assert.Contains("its latents have 16 channels and those of starter 8", Refused("sixteen"));
    }

    [Fact]
    public void A_config_with_another_scaling_factor_is_of_another_family()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "vae", "xl"));
        File.Copy(Path.Combine(Starter, "vae", "diffusion_pytorch_model.safetensors"),
            Path.Combine(_folder.Path, "vae", "xl", "diffusion_pytorch_model.safetensors"));
        var config = File.ReadAllText(Path.Combine(Starter, "vae", "config.json"));
        File.WriteAllText(
            Path.Combine(_folder.Path, "vae", "xl", "config.json"),
            System.Text.RegularExpressions.Regex.Replace(config, "\"scaling_factor\": *[0-9.e-]+", "\"scaling_factor\": 0.5"));
        Assert.Contains("scaling_factor of 0.5", Refused("xl"));
    }

    [Fact]
    public void Previews_are_made_by_a_small_one_that_fits_and_not_by_one_that_does_not()
    {
        _folder.Write("vae/a_wrong.safetensors", LinearTaesd.File(StarterColours.Of(_models, Starter, times: -1)));
        _models.Unload(Starter);
        var latents = Previewed(out var rough);
        Assert.Equal((latents, latents), (rough.Width, rough.Height));

        _folder.Write("vae/b_right.safetensors", LinearTaesd.File(StarterColours.Of(_models, Starter, times: 1)));
        _models.Unload(Starter);
        Previewed(out var fine);
        Assert.Equal((8 * latents, 8 * latents), (fine.Width, fine.Height));
    }

    private int Previewed(out Picture preview)
    {
        Picture? last = null;
        foreach (var _ in _pipeline.Generate(
            StarterPipeline.Small() with { Model = Starter }, new Watcher(progress => last = _pipeline.Preview(progress) ?? last)))
        {
        }

        preview = last!;
        return StarterPipeline.Small().Width!.Value / 8;
    }

    private GeneratedPicture Make(string? vae) => _pipeline.Generate(StarterPipeline.Small() with { Model = Starter, Vae = vae }).Single();

    private static double[,] Plain(params double[] colours)
    {
        var weights = new double[3, 9];
        for (var colour = 0; colour < colours.Length; colour++)
        {
            weights[colour, 8] = colours[colour];
        }

        return weights;
    }

    private string Refused(string vae)
    {
        var error = Assert.Throws<RequestException>(() => Make(vae));
        Assert.Equal("vae", error.Field);
        return error.Problem;
    }

    private sealed class Watcher(Action<GenerationProgress> told) : IGenerationObserver
    {
        public void OnProgress(GenerationProgress progress) => told(progress);
    }
}
