using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class FamilyDetectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(4, "base")]
    [InlineData(9, "inpainting")]
    [InlineData(8, "edit")]
    [InlineData(5, "depth")]
    public void The_unets_input_channels_tell_the_variant(int channels, string variant) =>
        Assert.Equal(Families.Of(Families.Sd1, variant), Detect(TinyModel.UNet with { InChannels = channels }));

    [Fact]
    public void An_unknown_number_of_channels_is_an_error_that_lists_the_known() =>
        Assert.Equal(
            "tiny: its UNet takes 7 channels; 4 (text to image), 5 (depth), 8 (edit) and 9 (inpainting) are known",
            Assert.Throws<CheckpointException>(() => Detect(TinyModel.UNet with { InChannels = 7 })).Message);

    [Theory]
    [InlineData(4, Families.Sd1)]
    [InlineData(2, Families.Sd2)]
    public void The_projection_tells_sd1_from_sd2(int rank, string family)
    {
        var shape = new long[] { 8, 8, 1, 1 }[..rank];
        Assert.Equal(family, Detect(("down_blocks.0.attentions.0.proj_in.weight", shape)).Id);
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(8, true)]
    public void A_refiner_attends_to_one_encoder_only(int crossAttention, bool refiner)
    {
        _folder.Write(
            "tiny/text_encoder_2/model.safetensors",
            SafetensorsWriter.Of(TensorType.F16, [("text_model.embeddings.token_embedding.weight", [12, 8])]));
        ModelFamily DetectThis() =>
            Detect(("add_embedding.linear_1.weight", [8, 8]),
                ("down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight", [8, crossAttention]));
        Assert.Equal(Families.Sdxl, DetectThis().Id);
        Assert.Equal(refiner, DetectThis().Variant == Families.Refiner);
    }

    [Fact]
    public void A_unet_of_no_known_family_is_an_error() =>
        Assert.Contains("no known family", Assert.Throws<CheckpointException>(() => Detect()).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private ModelFamily Detect(UNetConfig unet)
    {
        using var layout = Layout.Open(TinyModel.Write(_folder, unet: unet));
        return FamilyDetector.Detect(layout);
    }

    private ModelFamily Detect(params (string Name, long[] Shape)[] tensors)
    {
        _folder.Write("tiny/model_index.json", "{}");
        _folder.Write(
            "tiny/unet/diffusion_pytorch_model.safetensors",
            SafetensorsWriter.Of(TensorType.F16, [("conv_in.weight", [8, 4, 3, 3]), ("conv_out.weight", [4, 8, 3, 3]), .. tensors]));
        using var layout = Layout.Open(_folder.PathOf("tiny"));
        return FamilyDetector.Detect(layout);
    }
}
