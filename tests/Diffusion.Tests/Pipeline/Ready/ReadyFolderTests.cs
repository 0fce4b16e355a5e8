using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Generation;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Ready;

public sealed class ReadyFolderTests : IDisposable
{
    private const string Name = "exported";
    private readonly TemporaryFolder _folder = new();
    private readonly ModelLoader? _models = Golden.Folder is { } golden
        ? new ModelLoader(new ModelCatalog(golden), "sd15", new OnnxRuntimeOptions(), TimeProvider.System, allowPaths: true)
        : null;

    [GoldenTheory]
    [Trait("Category", "Golden")]
    [InlineData(false, 1, 1)]
    [InlineData(false, 2, 1)]
    [InlineData(true, 1, 6)]
    public void Optimums_networks_make_the_picture_that_the_weights_make(bool half, int clipSkip, int tolerance)
    {
        ExportedFolder.WriteOptimum(_folder, Name, half, hiddenStates: true);
        AssertSame(clipSkip, tolerance);
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void The_older_exports_networks_make_the_picture_that_the_weights_make()
    {
        ExportedFolder.WriteOlder(_folder, Name);
        AssertSame(clipSkip: 1, tolerance: 1);
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void A_layer_that_was_not_exported_is_told_by_the_requests_field()
    {
        ExportedFolder.WriteOlder(_folder, Name);
        var error = Assert.Throws<RequestException>(() => Make(_folder.PathOf(Name), clipSkip: 2));
        Assert.Equal("clipSkip", error.Field);
        Assert.Contains("hidden_states", error.Problem, StringComparison.Ordinal);
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void What_would_change_the_networks_is_refused()
    {
        ExportedFolder.WriteOlder(_folder, Name);
        var error = Assert.Throws<RequestException>(
            () => Pipeline().Generate(Request(_folder.PathOf(Name), 1) with { Tiling = "both" }).ToList());
        Assert.Equal("tiling", error.Field);
        Assert.Contains("safetensors", error.Problem, StringComparison.Ordinal);
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void A_folder_is_listed_and_inspected()
    {
        ExportedFolder.WriteOptimum(_folder, Name, half: false, hiddenStates: true);
        var entry = Assert.Single(new ModelCatalog(_folder.Path).List());
        Assert.Equal((Name, "ready"), (entry.Name, entry.State));
        var report = CheckpointInspector.Inspect(entry.Path, _folder.Path);
        Assert.Equal(("ONNX folder", "sd1"), (report.Kind, report.Family!.Id));
        Assert.Equal(["text_encoder", "unet", "vae_decoder", "vae_encoder"], report.Components.Select(part => part.Name));
        Assert.All(report.Components, part => Assert.Contains("F16", part.Precision, StringComparison.Ordinal));
        Assert.NotNull(report.Sha256);
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void External_data_outside_the_folder_is_refused()
    {
        ExportedFolder.WriteOlder(_folder, Name);
        var data = _folder.PathOf(Name, "unet", "model.onnx_data");
        File.Move(data, _folder.PathOf("elsewhere"));
        File.CreateSymbolicLink(data, _folder.PathOf("elsewhere"));
        var error = Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.PathOf(Name), null));
        Assert.Contains("model.onnx_data", error.Message, StringComparison.Ordinal);
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void A_missing_network_is_named()
    {
        ExportedFolder.WriteOlder(_folder, Name);
        File.Delete(_folder.PathOf(Name, "vae_decoder", "model.onnx"));
        var report = CheckpointInspector.Inspect(_folder.PathOf(Name), null, hash: false);
        Assert.Contains("vae_decoder/model.onnx is missing", report.Problem, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _models?.Dispose();
        _folder.Dispose();
    }

    private void AssertSame(int clipSkip, int tolerance)
    {
        var expected = Make(Golden.PathOf("sd15"), clipSkip);
        var actual = Make(_folder.PathOf(Name), clipSkip);
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)), 0, tolerance);
        Assert.True(expected.Distinct().Count() > 8, "The picture is too flat to tell anything.");
    }

    private byte[] Make(string model, int clipSkip) => Pipeline().Generate(Request(model, clipSkip)).Single().Picture.Pixels.ToArray();

    private DiffusionPipeline Pipeline() => new(new SamplerParts(), _models!, StarterPipeline.Options, TimeProvider.System, () => 1);

    private static GenerationRequest Request(string model, int clipSkip) =>
        StarterPipeline.Small() with { Model = model, ClipSkip = clipSkip, Schedule = "karras", Sampler = "euler" };
}
