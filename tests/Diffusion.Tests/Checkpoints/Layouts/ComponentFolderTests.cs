using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class ComponentFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SafetensorsFile> _opened = [];

    [Theory]
    [InlineData("m.safetensors", "m.fp32.safetensors", "m.fp16.safetensors", "m.bf16.safetensors")]
    [InlineData("m.fp32.safetensors", "m.fp16.safetensors", "m.bf16.safetensors")]
    [InlineData("m.fp16.safetensors", "m.bf16.safetensors")]
    [InlineData("m.bf16.safetensors")]
    public void The_plain_file_is_taken_else_the_most_precise_variant(params string[] files)
    {
        foreach (var file in files)
        {
            _folder.Write(
                $"unet/{file.Replace("m.", "diffusion_pytorch_model.", StringComparison.Ordinal)}",
                SafetensorsWriter.Of(TensorType.BF16, [(file, [1])]));
        }

        Assert.Equal([files[0]], Open("unet")!.Names);
    }

    [Theory]
    [InlineData("model.safetensors.index.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")]
    [InlineData("model.safetensors.index.fp16.json", "model.fp16-00001-of-00002.safetensors", "model.fp16-00002-of-00002.safetensors")]
    public void Shards_are_one_component(string index, string first, string second)
    {
        _folder.Write($"text_encoder/{first}", SafetensorsWriter.Of(TensorType.F16, [("a", [2]), ("b", [1])], _ => 1));
        _folder.Write($"text_encoder/{second}", SafetensorsWriter.Of(TensorType.F16, [("c", [3])], _ => 2));
        WriteIndex("text_encoder", index, ("a", first), ("b", first), ("c", second));
        var weights = Open("text_encoder")!;
        Assert.Equal(["a", "b", "c"], weights.Names.Order());
        Assert.Equal(second, weights.Find("c")!.File);
        Assert.Equal(Enumerable.Repeat((byte)2, 6), weights.Bytes(weights.Find("c")!).ToArray());
        Assert.Equal(Enumerable.Repeat((byte)1, 4), weights.Bytes(weights.Find("a")!).ToArray());
        Assert.Equal(_folder.PathOf("text_encoder"), weights.Folder);
    }

    [Theory]
    [InlineData("../outside.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/x.safetensors")]
    [InlineData("x.bin")]
    [InlineData("")]
    public void An_index_that_names_a_file_elsewhere_is_invalid(string file)
    {
        _folder.Write("outside.safetensors", SafetensorsWriter.Of(TensorType.F16, [("a", [1])]));
        WriteIndex("unet", "diffusion_pytorch_model.safetensors.index.json", ("a", file));
        Assert.Contains("same folder", Assert.Throws<CheckpointException>(() => Open("unet")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        WriteIndex("unet", "diffusion_pytorch_model.safetensors.index.json", ("a", "gone.safetensors"));
        Assert.Equal("unet/gone.safetensors: there is no such file", Assert.Throws<CheckpointException>(() => Open("unet")).Message);
    }

    [Fact]
    public void A_weight_in_two_shards_is_invalid()
    {
        _folder.Write("unet/1.safetensors", SafetensorsWriter.Of(TensorType.F16, [("a", [1])]));
        _folder.Write("unet/2.safetensors", SafetensorsWriter.Of(TensorType.F16, [("a", [1])]));
        WriteIndex("unet", "diffusion_pytorch_model.safetensors.index.json", ("a", "1.safetensors"), ("b", "2.safetensors"));
        Assert.Contains(
            "two of its tensors are a", Assert.Throws<CheckpointException>(() => Open("unet")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_pickles_is_refused_with_the_way_out()
    {
        _folder.Write("unet/diffusion_pytorch_model.bin", "never read");
        var error = Assert.Throws<CheckpointException>(() => Open("unet"));
        Assert.StartsWith(
            "unet/diffusion_pytorch_model.bin: refused: a .bin file is a Python pickle", error.Message, StringComparison.Ordinal);
        Assert.Contains(".safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_folder_has_no_component() => Assert.Null(Open("unet"));

    [Fact]
    public void Only_reals_are_weights()
    {
        _folder.Write(
            "text_encoder/model.safetensors", SafetensorsWriter.Of(TensorType.I64, [("text_model.embeddings.position_ids", [1, 77])]));
        Assert.Empty(Open("text_encoder")!.Names);
    }

    public void Dispose()
    {
        _opened.ForEach(file => file.Dispose());
        _folder.Dispose();
    }

    private MappedWeights? Open(string component) => ComponentFolder.Open(_folder.PathOf(component), component, _opened);

    private void WriteIndex(string component, string index, params (string Tensor, string File)[] map) =>
        _folder.Write(
            $"{component}/{index}",
            JsonSerializer.Serialize(
                new { metadata = new { total_size = 1 }, weight_map = map.ToDictionary(entry => entry.Tensor, entry => entry.File) }));
}
