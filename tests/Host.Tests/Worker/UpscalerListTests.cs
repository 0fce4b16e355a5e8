using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.Worker;

public sealed class UpscalerListTests : IDisposable
{
    private readonly string _models = Directory.CreateTempSubdirectory("atelier-test-").FullName;

    [Fact]
    public void A_part_that_takes_files_is_listed_by_each_of_them_and_not_by_its_own_name()
    {
        Put("4x-anime.safetensors");
        Put("photo.onnx");
        var list = List();
        Assert.Equal(
            ["4x-anime", "lanczos", "latent", "latent_bicubic", "nearest", "none", "photo"], list.Select(upscaler => upscaler.Name));
        Assert.Equal(["latent", "latent_bicubic"], list.Where(upscaler => upscaler.IsLatent).Select(upscaler => upscaler.Name));
    }

    [Theory]
    [InlineData("4x-anime")]
    [InlineData("4X-ANIME.safetensors")]
    public void A_file_is_found_with_and_without_its_ending(string name)
    {
        Put("4x-anime.safetensors");
        Assert.Equal("4x-anime", UpscalerCatalog.Find(List(), name, "upscaler").Name);
    }

    [Fact]
    public void A_part_goes_before_a_file_of_its_name()
    {
        Put("Lanczos.safetensors");
        Assert.Null(UpscalerCatalog.Find(List(), "Lanczos", "upscaler").File);
    }

    [Fact]
    public void What_is_unknown_is_told_with_what_there_is_and_where_networks_go()
    {
        var refused = Assert.Throws<RequestException>(() => UpscalerCatalog.Find(List(), "SwinIR", "hires.upscaler"));
        Assert.Equal("hires.upscaler", refused.Field);
        Assert.Contains("lanczos", refused.Problem);
        Assert.Contains("models/upscalers", refused.Problem);
    }

    [Fact]
    public void Latents_modes_are_none_for_pictures() =>
        Assert.Throws<RequestException>(() => UpscalerCatalog.Find(List(), "latent", "upscaler", ofPictures: true));

    public void Dispose() => Directory.Delete(_models, recursive: true);

    private IReadOnlyList<UpscalerEntry> List() => UpscalerList.Of(FakeWorkers.Default, new ModelFiles(_models));

    private void Put(string file)
    {
        Directory.CreateDirectory(Path.Combine(_models, "upscalers"));
        File.WriteAllBytes(Path.Combine(_models, "upscalers", file), [0]);
    }
}
