using System.Text.Json;
using Atelier.Diffusion.Checkpoints;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class CheckpointReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [GoldenTheory]
    [Trait("Category", "Golden")]
    [InlineData("sd15")]
    [InlineData("sdxl")]
    public void A_single_file_holds_the_same_weights_and_configurations_as_its_diffusers_folder(string name)
    {
        using var folder = CheckpointReader.Open(Golden.PathOf(name), Golden.Folder);
        using var file = CheckpointReader.Open(Golden.PathOf($"{name}.safetensors"), Golden.Folder);
        Assert.Equal((folder.Name, folder.Family, folder.Scheduler), (file.Name, file.Family, file.Scheduler));
        AssertSame(folder.UNet, file.UNet);
        AssertSame(folder.Vae, file.Vae);
        Assert.Equal(folder.TextEncoders.Count, file.TextEncoders.Count);
        foreach (var (expected, actual) in folder.TextEncoders.Zip(file.TextEncoders))
        {
            AssertSame(expected, actual);
            Assert.Equal(expected.TokenizerFolder, actual.TokenizerFolder);
        }
    }

    [GoldenTheory]
    [Trait("Category", "Golden")]
    [InlineData("sd15")]
    [InlineData("sd21")]
    [InlineData("sdxl")]
    public void A_diffusers_folder_gives_every_tensor_under_its_own_name_and_its_config(string name)
    {
        using var checkpoint = CheckpointReader.Open(Golden.PathOf(name), Golden.Folder);
        AssertAsStored(checkpoint.UNet.Weights, Golden.Open(name, "unet", "diffusion_pytorch_model.safetensors"));
        AssertAsStored(checkpoint.Vae.Weights, Golden.Open(name, "vae", "diffusion_pytorch_model.safetensors"));
        AssertAsStored(checkpoint.TextEncoders[0].Weights, Golden.Open(name, "text_encoder", "model.safetensors"));

        var json = ReadJson(name, "unet", "config.json");
        var unet = checkpoint.UNet.Config;
        var heads = json.GetProperty("attention_head_dim");
        int[] expected = heads.ValueKind == JsonValueKind.Array
            ? [.. heads.EnumerateArray().Select(item => item.GetInt32())]
            : [.. unet.BlockOutChannels.Select(_ => heads.GetInt32())];
        Assert.Equal(expected, unet.Heads);
        Assert.Equal(json.GetProperty("block_out_channels").EnumerateArray().Select(item => item.GetInt32()), unet.BlockOutChannels);
        Assert.Equal(json.GetProperty("sample_size").GetInt32(), unet.SampleSize);
        Assert.Equal(json.GetProperty("use_linear_projection").GetBoolean(), unet.UseLinearProjection);
        Assert.Equal(json.GetProperty("cross_attention_dim").GetInt32(), unet.CrossAttentionDim);
        Assert.Equal(ReadJson(name, "vae", "config.json").GetProperty("scaling_factor").GetDouble(), checkpoint.Vae.Config.ScalingFactor);
        Assert.Equal(
            ReadJson(name, "scheduler", "scheduler_config.json").GetProperty("prediction_type").GetString(),
            checkpoint.Scheduler.PredictionType);
        Assert.Equal(
            ReadJson(name, "text_encoder", "config.json").GetProperty("hidden_act").GetString(),
            checkpoint.TextEncoders[0].Config.HiddenAct);
    }

    [GoldenTheory]
    [Trait("Category", "Golden")]
    [InlineData("sd15", Families.Sd1, new[] { false })]
    [InlineData("sd21", Families.Sd2, new[] { true })]
    [InlineData("sdxl", Families.Sdxl, new[] { false, true })]
    public void Keys_and_shapes_tell_the_family_and_the_family_tells_the_pad(string name, string family, bool[] padsWithZero)
    {
        using var checkpoint = CheckpointReader.Open(Golden.PathOf(name), Golden.Folder);
        Assert.Equal(Families.Of(family), checkpoint.Family);
        Assert.Equal(padsWithZero, checkpoint.TextEncoders.Select(encoder => encoder.Config.PadTokenId == 0));
        Assert.All(checkpoint.TextEncoders, encoder => Assert.Equal(family == Families.Sdxl, encoder.Config.Penultimate));
        Assert.Equal(
            family == Families.Sdxl ? ReadJson(name, "unet", "config.json").GetProperty("addition_time_embed_dim").GetInt32() : null,
            checkpoint.UNet.Config.AdditionTimeEmbedDim);
    }

    [Theory]
    [InlineData(TensorType.BF16)]
    [InlineData(TensorType.F32)]
    [InlineData(TensorType.F16, ".fp16")]
    public void A_folder_opens_in_any_precision_and_variant(TensorType type, string variant = "")
    {
        using var checkpoint = CheckpointReader.Open(TinyModel.Write(_folder, type: type, variant: variant), null);
        Assert.All(checkpoint.UNet.Weights.Names, name => Assert.Equal(type, checkpoint.UNet.Weights.Find(name)!.Type));
        Assert.Equal(Json(TinyModel.UNet), Json(checkpoint.UNet.Config));
        Assert.Equal(Json(TinyModel.Vae with { ScalingFactor = 0.5 }), Json(checkpoint.Vae.Config));
        Assert.Equal(
            TinyModel.Clip with { BosTokenId = 10, EosTokenId = 11, PadTokenId = 11 }, Assert.Single(checkpoint.TextEncoders).Config);
        Assert.Equal(("v_prediction", "trailing"), (checkpoint.Scheduler.PredictionType, checkpoint.Scheduler.TimestepSpacing));
        Assert.Equal(checkpoint.Vae.Weights.Folder, _folder.PathOf("tiny", "vae"));
    }

    [Fact]
    public void Missing_and_misshapen_weights_are_named()
    {
        var path = TinyModel.Write(_folder);
        var items = ExpectedUNet.Of(TinyModel.UNet).Items.Where(item => item.Name != "mid_block.resnets.1.conv2.bias")
            .Select(item => item.Name == "conv_out.bias" ? (item.Name, [5]) : item);
        _folder.Write("tiny/unet/diffusion_pytorch_model.safetensors", SafetensorsWriter.Of(TensorType.F16, items));
        Assert.Equal(
            "tiny: incomplete: missing unet: mid_block.resnets.1.conv2.bias; unet: conv_out.bias (has [5], needs [4])",
            Assert.Throws<CheckpointException>(() => CheckpointReader.Open(path, null)).Message);
    }

    [Fact]
    public void A_missing_component_and_a_missing_tokenizer_say_what_is_needed()
    {
        var path = TinyModel.Write(_folder);
        Directory.Delete(Path.Combine(path, "vae"), recursive: true);
        Directory.Delete(Path.Combine(path, "tokenizer"), recursive: true);
        var message = Assert.Throws<CheckpointException>(() => CheckpointReader.Open(path, null)).Message;
        Assert.Contains("the whole vae", message, StringComparison.Ordinal);
        Assert.Contains("put vocab.json and merges.txt", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unet", """{"block_out_channels":[8,32]}""",
        "unet/config.json: block_out_channels is 8, 32, but the weights have 8, 16; the two do not belong together")]
    [InlineData("unet", """{"attention_head_dim":3}""",
        "unet: 8 channels cannot be divided by 3 heads; a right config.json would say how many there are")]
    [InlineData("unet", """{"class_embed_type":"timestep"}""", "unet/config.json: class_embed_type is \"timestep\"; it must be null")]
    [InlineData("vae", """{"norm_num_groups":3}""",
        "vae: 8 channels cannot be divided by 3 groups; a right config.json would say how many there are")]
    [InlineData("text_encoder", """{"hidden_act":"relu"}""",
        "text_encoder/config.json: hidden_act is \"relu\"; it must be quick_gelu or gelu")]
    [InlineData("text_encoder", """{"num_hidden_layers":9}""",
        "text_encoder/config.json: num_hidden_layers is 9, but the weights have 2; the two do not belong together")]
    public void A_configuration_that_does_not_fit_its_weights_is_an_error(string component, string json, string message)
    {
        var path = TinyModel.Write(_folder);
        _folder.Write($"tiny/{component}/config.json", json);
        Assert.Equal(message, Assert.Throws<CheckpointException>(() => CheckpointReader.Open(path, null)).Message);
    }

    [Fact]
    public void A_missing_configuration_is_named()
    {
        var path = TinyModel.Write(_folder);
        File.Delete(Path.Combine(path, "vae", "config.json"));
        Assert.StartsWith(
            "vae/config.json: missing", Assert.Throws<CheckpointException>(() => CheckpointReader.Open(path, null)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_whose_file_was_replaced_keeps_its_weights_and_says_so_when_asked()
    {
        var path = TinyModel.Write(_folder);
        using var checkpoint = CheckpointReader.Open(path, null);
        checkpoint.EnsureUnchanged();
        var ones = _folder.Write("new", SafetensorsWriter.Of(TensorType.F16, ExpectedUNet.Of(TinyModel.UNet).Items, _ => 1));
        File.Move(ones, Path.Combine(path, "unet", "diffusion_pytorch_model.safetensors"), overwrite: true);
        var weight = checkpoint.UNet.Weights.Find("conv_in.weight")!;
        Assert.All(checkpoint.UNet.Weights.Bytes(weight).ToArray(), value => Assert.Equal(0, value));
        Assert.StartsWith(
            "unet/diffusion_pytorch_model.safetensors: was replaced",
            Assert.Throws<CheckpointException>(checkpoint.EnsureUnchanged).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertSame<TConfig>(Part<TConfig> expected, Part<TConfig> actual)
    {
        Assert.Equal(Json(expected.Config), Json(actual.Config));
        Assert.Equal(expected.Weights.Names.Order(), actual.Weights.Names.Order());
        foreach (var name in expected.Weights.Names)
        {
            var (left, right) = (expected.Weights.Find(name)!, actual.Weights.Find(name)!);
            Assert.Equal(left.Shape, right.Shape);
            Assert.Equal(left.Type, right.Type);
            var bytes = right.Transposed ? Transpose(actual.Weights.Bytes(right), right) : actual.Weights.Bytes(right);
            Assert.True(expected.Weights.Bytes(left).SequenceEqual(bytes), $"{name} differs.");
        }
    }

    private static ReadOnlySpan<byte> Transpose(ReadOnlySpan<byte> stored, WeightRef weight)
    {
        var (rows, columns, size) = (weight.Shape[0], weight.Shape[1], weight.Type.Size());
        var result = new byte[stored.Length];
        for (var i = 0; i < rows * columns; i++)
        {
            stored.Slice(((i % columns * rows) + (i / columns)) * size, size).CopyTo(result.AsSpan(i * size));
        }

        return result;
    }

    private static void AssertAsStored(IWeights weights, GoldenTensors stored)
    {
        Assert.Equal(stored.Names.Order(), weights.Names.Order());
        foreach (var name in stored.Names)
        {
            Assert.Equal(stored[name].Shape, weights.Find(name)!.Shape);
            Assert.True(weights.Bytes(weights.Find(name)!).SequenceEqual(stored[name].Bytes), $"{name} differs.");
        }
    }

    private static JsonElement ReadJson(params string[] parts) => JsonDocument.Parse(File.ReadAllBytes(Golden.PathOf(parts))).RootElement;

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
