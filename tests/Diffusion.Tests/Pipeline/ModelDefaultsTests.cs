using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline;

namespace Atelier.Diffusion.Tests.Pipeline;

public sealed class ModelDefaultsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atelier-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Without_a_file_the_size_is_the_one_the_model_was_trained_at() =>
        Assert.Equal(new ModelDefaults { Width = 512, Height = 512 }, ModelDefaults.Of(SomeCheckpoint.At(_folder.FullName)));

    [Fact]
    public void A_folders_own_file_wins_and_what_it_leaves_out_stays()
    {
        Write("atelier-model.json", """{ "defaults": { "steps": 8, "sampler": "lcm", "width": 256 } }""");
        Assert.Equal(
            new ModelDefaults { Steps = 8, Sampler = "lcm", Width = 256, Height = 512 },
            ModelDefaults.Of(SomeCheckpoint.At(_folder.FullName)));
    }

    [Fact]
    public void A_single_files_lies_beside_it()
    {
        Write("photo.atelier-model.json", """{ "defaults": { "guidanceScale": 4.5 } }""");
        Write("photo.safetensors", "");
        Assert.Equal(4.5, ModelDefaults.Of(SomeCheckpoint.At(Path.Combine(_folder.FullName, "photo.safetensors"))).GuidanceScale);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "defaults": { "steps": "many" } }""")]
    public void A_file_that_is_not_valid_is_named_in_one_line(string text)
    {
        Write("atelier-model.json", text);
        var error = Assert.Throws<CheckpointException>(() => ModelDefaults.Of(SomeCheckpoint.At(_folder.FullName)));
        Assert.Contains("atelier-model.json: not valid", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
