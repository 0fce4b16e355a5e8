using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Support;
using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline.Encode;

public sealed class VaeEncoderTests : IDisposable
{
    private readonly ModelLoader _models = new(
        new ModelCatalog(Path.Combine(Golden.RepositoryRoot, "models")), "starter", new OnnxRuntimeOptions(), TimeProvider.System);

    public void Dispose() => _models.Dispose();

    [Fact]
    public void A_picture_comes_back_from_its_latent()
    {
        using var use = _models.Use(null);
        var picture = SomePicture.Of(96, 64);
        var latent = use.Model.Encoder(new TilingOptions(), default).Encode(picture, default);
        Assert.Equal(use.Model.LatentShape(1, 96, 64), latent.Shape);

        var planes = use.Model.Decoder(new TilingOptions(), default)
            .Decode(latent * use.Model.Checkpoint.Vae.Config.ScalingFactor, default);
        Assert.InRange(SomePicture.MeanError(picture, Atelier.Imaging.Picture.FromDecoder(planes.Values, 96, 64)), 0, 12);
    }

    [Fact]
    public void In_tiles_it_is_nearly_the_same()
    {
        using var use = _models.Use(null);
        var picture = SomePicture.Of(192, 96);
        var whole = use.Model.Encoder(new TilingOptions(), default).Encode(picture, default);
        var tiled = use.Model.Encoder(new TilingOptions { Threshold = 8, Size = 10, Overlap = 4 }, default).Encode(picture, default);
        Assert.True(Rms(whole - tiled) < 0.2 * Rms(whole), $"{Rms(whole - tiled)} of {Rms(whole)}.");
    }

    private static double Rms(Latent latent) => Math.Sqrt(latent.Values.ToArray().Average(value => value * value));
}
