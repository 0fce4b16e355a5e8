using Atelier.Conditioning;
using Atelier.Generation;
using Atelier.Networks;
using Atelier.Tensors;

namespace Atelier.ControlNet.Tests.Conditioning;

public class ControlNetConditionerTests
{
    private static readonly ControlUnit Canny = new() { Model = "canny" };
    private readonly SomeControls _controls = new();

    [Fact]
    public void A_map_is_encoded_once_however_many_passes_follow()
    {
        using var conditioning = _controls.Prepare(Canny);
        for (var step = 0; step < 4; step++)
        {
            conditioning.At(SomeControls.Pass(step / 4.0, (1, 2), (1, -1)));
        }

        Assert.Equal((1, 4), (_controls.Canny.Maps.Count, _controls.Canny.Passes.Count));
        var map = _controls.Canny.Maps[0]["controlnet_cond"];
        Assert.Equal([1, 3, 16, 16], map.Shape);
        Assert.Equal((0f, 1f, 0f, 1f), (map.Values[0], map.Values[1], map.Values[256], map.Values[257]));
    }

    [Fact]
    public void Every_row_gets_its_own_residuals_times_the_weight()
    {
        using var conditioning = _controls.Prepare(Canny with { Weight = 0.5 });
        var residuals = conditioning.At(SomeControls.Pass(0, (10, 2), (10, -2), (20, 2)))!;
        Assert.Equal([8, 16], residuals.Down.Select(down => down.Shape[1]));
        Assert.Equal([6f, 4f, 11f], FirstOfEachRow(residuals.Down[0]));
        Assert.Equal([6f, 4f, 11f], FirstOfEachRow(residuals.Middle));
    }

    [Fact]
    public void Rows_that_are_alike_share_one()
    {
        using var conditioning = _controls.Prepare(Canny);
        var residuals = conditioning.At(SomeControls.Pass(0, (1, 5), (1, -1), (1, 5), (2, 5)))!;
        Assert.Equal(3, _controls.Canny.Passes[0]["sample"].Shape[0]);
        Assert.Equal([6f, 0f, 6f, 7f], FirstOfEachRow(residuals.Middle));
    }

    [Fact]
    public void Where_the_prompt_is_more_important_earlier_layers_count_less()
    {
        using var conditioning = _controls.Prepare(Canny with { Mode = "prompt", Weight = 2 });
        var residuals = conditioning.At(SomeControls.Pass(0, (1, 0), (1, -0.5f)))!;
        var softness = Enumerable.Range(0, 3).Select(layer => 2 * MathF.Pow(0.825f, 12 - layer)).ToArray();
        Assert.Equal(softness[0], residuals.Down[0].Values[0], 1e-6f);
        Assert.Equal(softness[1], residuals.Down[1].Values[0], 1e-6f);
        Assert.Equal(softness[2], residuals.Middle.Values[0], 1e-6f);
        Assert.Equal(softness[2] / 2, FirstOfEachRow(residuals.Middle)[1], 1e-6f);
    }

    [Fact]
    public void Where_the_control_is_more_important_the_negative_prompt_goes_without_and_costs_nothing()
    {
        using var conditioning = _controls.Prepare(Canny with { Mode = "control" });
        var residuals = conditioning.At(SomeControls.Pass(0, (1, 1), (1, -0.5f)))!;
        Assert.Equal(1, _controls.Canny.Passes[0]["sample"].Shape[0]);
        Assert.Equal([2 * MathF.Pow(0.825f, 10), 0f], FirstOfEachRow(residuals.Middle));
        Assert.Null(conditioning.At(SomeControls.Pass(0, (1, -1))));
    }

    [Theory]
    [InlineData(0.1, false)]
    [InlineData(0.25, true)]
    [InlineData(0.5, true)]
    [InlineData(0.75, true)]
    [InlineData(0.8, false)]
    public void A_unit_works_between_its_start_and_its_end(double progress, bool works)
    {
        using var conditioning = _controls.Prepare(Canny with { Start = 0.25, End = 0.75 });
        Assert.Equal(works, conditioning.At(SomeControls.Pass(progress, (1, 1))) is not null);
    }

    [Fact]
    public void Units_are_summed_once()
    {
        _controls.Networks["depth"] = new RecordingNetwork();
        using var conditioning =
            _controls.Prepare(Canny, Canny with { Model = "depth", Weight = 0.5 }, Canny with { Model = "depth", End = 0 });
        Assert.Equal(4.5f, conditioning.At(SomeControls.Pass(0.5, (1, 2)))!.Middle.Values[0]);
        Assert.Equal(7.5f, conditioning.At(SomeControls.Pass(0, (1, 2)))!.Middle.Values[0]);
    }

    [Fact]
    public void A_weight_of_zero_opens_nothing()
    {
        using var conditioning = _controls.Prepare(Canny with { Model = "not there", Weight = 0 });
        Assert.Null(conditioning.At(SomeControls.Pass(0, (1, 1))));
    }

    [Fact]
    public void A_network_for_text_to_image_takes_the_latent_alone_of_what_an_inpainting_unet_sees()
    {
        using var conditioning = _controls.Prepare(Canny);
        var pass = SomeControls.Pass(0, (1, 1)) with
        {
            Sample = new NetworkTensor([.. Enumerable.Range(0, 36).Select(i => (float)i)], 1, 9, 2, 2),
        };
        conditioning.At(pass);
        Assert.Equal([1, 4, 2, 2], _controls.Canny.Passes[0]["sample"].Shape);
        Assert.Equal(15f, _controls.Canny.Passes[0]["sample"].Values[^1]);
    }

    [Fact]
    public void Where_the_mask_is_white_the_network_sees_minus_one()
    {
        var picture = SomeControls.SomePicture();
        var request = new ConditioningRequest(
            [new PreparedControl(Canny, "controls[0]", picture, Mask: picture)], SomeControls.UNet, new TensorShape(1, 4, 2, 2), _controls,
            _controls, default);
        using var conditioning = PluginParts.All.Conditioners["controlnet"].Prepare(request);
        Assert.Equal([0f, -1f], _controls.Canny.Maps[0]["controlnet_cond"].Values[..2]);
    }

    [Fact]
    public void A_network_for_another_family_is_refused_with_both_widths()
    {
        var error = Assert.Throws<RequestException>(
            () => _controls.Prepare(
                SomeControls.SomePicture(), SomeControls.UNet with { TextWidth = 1024 }, Canny with { Weight = 0 }, Canny));
        Assert.Equal("controls[1].model", error.Field);
        Assert.Contains("text embeddings are 3 wide; the model's are 1024 wide (Stable Diffusion 2.x)", error.Problem);
        Assert.True(_controls.Canny.IsDisposed);
    }

    [Fact]
    public void A_network_for_other_layers_is_refused_with_both()
    {
        var error = Assert.Throws<RequestException>(
            () => _controls.Prepare(SomeControls.SomePicture(), SomeControls.UNet with { Skips = [8, 32] }, Canny));
        Assert.Contains("layers of 8, 16, 16 channels, the model has 8, 32, 16", error.Problem);
    }

    [Fact]
    public void A_network_that_is_no_controlnet_is_refused()
    {
        _controls.Networks["canny"] = new RecordingNetwork { Architecture = "rrdbnet" };
        var error = Assert.Throws<RequestException>(() => _controls.Prepare(Canny));
        Assert.Contains("is no ControlNet but a network of the kind rrdbnet", error.Problem);
    }

    [Fact]
    public void A_map_that_comes_out_at_another_size_than_the_latent_is_refused()
    {
        var error = Assert.Throws<RequestException>(() => _controls.Prepare(SomeControls.SomePicture(32), SomeControls.UNet, Canny));
        Assert.Contains("makes 4×4 of a map of 32×32; the model's latent is 2×2", error.Problem);
    }

    [Fact]
    public void A_damaged_file_is_named_by_the_requests_own_field_and_what_was_opened_is_closed()
    {
        _controls.Networks["broken"] = new RecordingNetwork();
        var error = Assert.Throws<RequestException>(() => _controls.Prepare(Canny, Canny with { Model = "broken" }));
        Assert.Equal("controls[1].model: 'broken' cannot be used: broken: truncated", error.Message);
        Assert.True(_controls.Canny.IsDisposed);
    }

    [Fact]
    public void The_end_of_a_batch_closes_its_networks()
    {
        _controls.Prepare(Canny).Dispose();
        Assert.True(_controls.Canny.IsDisposed);
    }

    private static float[] FirstOfEachRow(NetworkTensor tensor) =>
        [.. Enumerable.Range(0, tensor.Shape[0]).Select(row => tensor.Values[row * tensor.Values.Length / tensor.Shape[0]])];
}
