using System.Buffers.Binary;
using System.Text;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class PredictionTypesTests : IDisposable
{
    // The second residual block tells three levels from one: block 11 is the last of the fourth level then.
    private const string Bias = "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias";
    private static readonly (string, long[])[] UNet = [("model.diffusion_model.input_blocks.3.0.op.weight", [1])];
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("modelspec.prediction_type", "v", "v_prediction")]
    [InlineData("modelspec.prediction_type", "epsilon", "epsilon")]
    [InlineData("modelspec.predict_key", "v", "v_prediction")]
    [InlineData("modelspec.prediction_type", "something", "epsilon")]
    public void The_files_notes_tell(string key, string value, string type) =>
        Assert.Equal(type, Guess(SafetensorsWriter.Of(TensorType.F16, UNet, (key, value))).PredictionType);

    [Theory]
    [InlineData("model:\n  params:\n    parameterization: \"v\"\n", "v_prediction")]
    [InlineData("    parameterization: v  # comment\n", "v_prediction")]
    [InlineData("    parameterization: eps\n", "epsilon")]
    [InlineData("# parameterization: \"v\"\n", "epsilon")]
    public void A_yaml_of_the_same_name_tells(string yaml, string type)
    {
        _folder.Write("m.yaml", yaml);
        Assert.Equal(type, Guess(SafetensorsWriter.Of(TensorType.F16, UNet)).PredictionType);
    }

    [Fact]
    public void The_yaml_goes_before_the_notes()
    {
        _folder.Write("m.yaml", "parameterization: v");
        Assert.Equal(
            "v_prediction", Guess(SafetensorsWriter.Of(TensorType.F16, UNet, ("modelspec.prediction_type", "epsilon"))).PredictionType);
    }

    [Fact]
    public void Marker_tensors_tell()
    {
        var scheduler = Guess(SafetensorsWriter.Of(TensorType.F16, [.. UNet, ("v_pred", [0]), ("ztsnr", [0])]));
        Assert.Equal("v_prediction", scheduler.PredictionType);
        Assert.True(scheduler.RescaleBetasZeroSnr);
    }

    [Fact]
    public void A_model_trained_with_edms_schedule_is_refused() =>
        Assert.Contains(
            "EDM", Assert.Throws<CheckpointException>(
                () => Guess(SafetensorsWriter.Of(TensorType.F16, [.. UNet, ("edm_mean", [4])]))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.2f, Families.Sd2, "base", "v_prediction")]
    [InlineData(0.05f, Families.Sd2, "base", "epsilon")]
    [InlineData(0.2f, Families.Sd2, "inpainting", "epsilon")]
    [InlineData(0.2f, Families.Sd1, "base", "epsilon")]
    public void Of_sd2_the_spread_of_a_bias_tells(float spread, string family, string variant, string type)
    {
        var data = new byte[16];
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(4 * i), 1 + (i % 2 == 0 ? spread : -spread));
        }

        var header = "{" + SafetensorsWriter.Entry(Bias, "F32", "4", "0", "16") + ","
            + SafetensorsWriter.Entry("model.diffusion_model.input_blocks.3.0.op.weight", "F32", "0", "16", "16") + "}";
        Assert.Equal(
            type, Guess(SafetensorsWriter.File(Encoding.UTF8.GetBytes(header), data), Families.Of(family, variant)).PredictionType);
    }

    public void Dispose() => _folder.Dispose();

    private SchedulerConfig Guess(byte[] file, ModelFamily? family = null)
    {
        using var layout = Layout.Open(_folder.Write("m.safetensors", file));
        return PredictionTypes.Guess(layout, family ?? Families.Of(Families.Sd2));
    }
}
