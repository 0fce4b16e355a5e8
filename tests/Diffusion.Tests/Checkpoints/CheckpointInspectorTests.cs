using System.Security.Cryptography;
using Atelier.Diffusion.Checkpoints;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class CheckpointInspectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [GoldenTheory]
    [Trait("Category", "Golden")]
    [InlineData("sd15")]
    [InlineData("sdxl")]
    public void Both_layouts_report_the_same_components(string name)
    {
        var file = CheckpointInspector.Inspect(Golden.PathOf($"{name}.safetensors"), Golden.Folder);
        var folder = CheckpointInspector.Inspect(Golden.PathOf(name), Golden.Folder);
        Assert.Equal(("ready", "ready"), (file.State, folder.State));
        Assert.Equal(("single file", "diffusers folder"), (file.Kind, folder.Kind));
        Assert.Equal(folder.Components, file.Components);
        var stored = Golden.Open($"{name}.safetensors");
        Assert.Equal(stored.Names.Sum(key => stored[key].Shape.Aggregate(1L, (product, size) => product * size)), file.Parameters);
        Assert.Equal(Sha256($"{name}.safetensors"), file.Sha256);
        Assert.Equal(Sha256($"{name}.safetensors")[..10], file.ShortHash);
        Assert.Equal(Sha256(name, "unet", "diffusion_pytorch_model.safetensors"), folder.Sha256);
    }

    [Fact]
    public void A_folder_lists_its_files_with_hashes_and_precision()
    {
        var report = CheckpointInspector.Inspect(TinyModel.Write(_folder, type: TensorType.BF16));
        Assert.Equal("ready", report.State);
        Assert.True(report.IsReady);
        Assert.Equal((Families.Of(Families.Sd1), "v_prediction"), (report.Family, report.PredictionType));
        Assert.Equal(["text_encoder", "unet", "vae"], report.Components.Select(component => component.Name));
        Assert.All(report.Components,
            component => Assert.Equal(("BF16", component.Bytes), (component.Precision, 2 * component.Parameters)));
        Assert.Equal("unet/diffusion_pytorch_model.safetensors", Assert.Single(report.Files, file => file.HoldsUNet).Name);
        Assert.All(report.Files, file => Assert.Equal(64, file.Sha256!.Length));
    }

    [Fact]
    public void A_file_without_its_tokenizer_and_other_parts_is_incomplete_and_lists_them()
    {
        var items = ExpectedUNet.Of(TinyModel.UNet).Items;
        var path = TinyModel.Write(_folder);
        Directory.Delete(Path.Combine(path, "tokenizer"), recursive: true);
        Directory.Delete(Path.Combine(path, "vae"), recursive: true);
        _folder.Write(
            "tiny/unet/diffusion_pytorch_model.safetensors",
            SafetensorsWriter.Of(TensorType.F16, items.Where(item => item.Name != "conv_out.bias")));
        var report = CheckpointInspector.Inspect(path, hash: false);
        Assert.Equal("incomplete", report.State);
        Assert.Equal([TokenizerFinder.Advice, "unet: conv_out.bias", "the whole vae"], report.Missing);
        Assert.Null(report.ShortHash);
    }

    [Fact]
    public void A_truncated_file_is_invalid_with_the_reason_and_no_exception()
    {
        var path = _folder.Write("model.safetensors", SafetensorsWriter.Of(TensorType.F32, [("a", [100])])[..200]);
        var report = CheckpointInspector.Inspect(path);
        Assert.StartsWith("invalid: truncated (", report.State, StringComparison.Ordinal);
        Assert.Equal($"model.safetensors: {report.State}", report.Problem);
        Assert.Equal("model", report.Name);
        Assert.False(report.IsReady);
    }

    [Theory]
    [InlineData("x.ckpt", "refused: a .ckpt file is a Python pickle")]
    [InlineData("gone.safetensors", "there is no such file or folder")]
    [InlineData("", "not a model folder")]
    public void What_cannot_be_opened_has_a_report_that_says_why(string name, string says) =>
        Assert.StartsWith(says, CheckpointInspector.Inspect(_folder.PathOf(name)).State, StringComparison.Ordinal);

    [Fact]
    public void A_single_files_notes_are_shown()
    {
        var path = _folder.Write(
            "m.safetensors",
            SafetensorsWriter.Of(TensorType.F16, [("model.diffusion_model.out.0.weight", [1])], ("modelspec.title", "A model")));
        var report = CheckpointInspector.Inspect(path);
        Assert.Equal("A model", report.Metadata["modelspec.title"]);
        Assert.StartsWith("its UNet is of no known family", report.State, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashing_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(
            () => CheckpointInspector.Inspect(TinyModel.Write(_folder), cancellation: new CancellationToken(canceled: true)));

    public void Dispose() => _folder.Dispose();

    private static string Sha256(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Golden.PathOf(parts))));
}
