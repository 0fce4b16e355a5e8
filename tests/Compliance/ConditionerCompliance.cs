using Atelier.Conditioning;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Tensors;
using Xunit;

namespace Atelier.Compliance;

/// <summary>
/// What every <see cref="IConditioner"/> keeps to. Inherit it and give the conditioner, with a unit that adds something and a UNet that it
/// fits.
/// </summary>
public abstract class ConditionerCompliance
{
    private static readonly TensorShape Latent = new(2, 4, 2, 2);

    protected abstract IConditioner Conditioner { get; }

    /// <summary>A unit whose residuals are not zero.</summary>
    protected abstract ControlUnit Unit { get; }

    /// <summary>A UNet that the unit's network is for.</summary>
    protected abstract UNetShape UNet { get; }

    /// <summary>Finds the unit's network.</summary>
    protected abstract IModelFiles Files { get; }

    /// <summary>Runs it.</summary>
    protected abstract IModelRuntime Runtime { get; }

    /// <summary>Pixels to a value of the latent. Default: 8.</summary>
    protected virtual int Factor => 8;

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Conditioner);

    [Fact]
    public void There_is_a_residual_for_each_skip_and_the_middle_with_all_rows()
    {
        using var conditioning = Prepare(Unit);
        var residuals = conditioning.At(Pass(0.5, 1, 2, 3))!;
        Assert.Equal(UNet.Skips, residuals.Down.Select(down => down.Shape[1]));
        Assert.Equal(UNet.Middle, residuals.Middle.Shape[1]);
        Assert.All(residuals.Down.Append(residuals.Middle), residual =>
        {
            Assert.Equal((4, 3), (residual.Shape.Count, residual.Shape[0]));
            Assert.All(residual.Values, value => Assert.True(float.IsFinite(value)));
        });
        Assert.Contains(residuals.Middle.Values, value => value != 0);
    }

    [Fact]
    public void Without_units_or_with_one_of_no_weight_nothing_is_added()
    {
        foreach (var units in (ControlUnit[][])[[], [Unit with { Weight = 0 }]])
        {
            using var conditioning = Prepare(units);
            Assert.All([0, 0.5, 1], progress => Assert.True(IsNothing(conditioning.At(Pass(progress, 1)))));
        }
    }

    [Fact]
    public void A_unit_adds_nothing_before_its_start_and_after_its_end()
    {
        using var conditioning = Prepare(Unit with { Start = 0.25, End = 0.5 });
        Assert.All([0, 0.2, 0.6, 1], progress => Assert.True(IsNothing(conditioning.At(Pass(progress, 1)))));
        Assert.False(IsNothing(conditioning.At(Pass(0.4, 1))));
    }

    [Fact]
    public void The_same_pass_gives_the_same_whatever_the_caller_did_with_the_arrays()
    {
        using var conditioning = Prepare(Unit);
        var first = conditioning.At(Pass(0.5, 1, 2))!;
        var values = All(first);
        foreach (var residual in first.Down.Append(first.Middle))
        {
            Array.Fill(residual.Values, float.NaN);
        }

        Assert.Equal(values, All(conditioning.At(Pass(0.5, 1, 2))!));
    }

    [Fact]
    public void A_row_does_not_depend_on_the_others()
    {
        using var conditioning = Prepare(Unit);
        var together = conditioning.At(Pass(0.5, 1, 2, 1))!.Middle;
        var alone = conditioning.At(Pass(0.5, 2))!.Middle;
        var length = alone.Values.Length;
        Assert.All(alone.Values.Zip(together.Values[length..(2 * length)]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void What_two_units_add_is_summed()
    {
        using var one = Prepare(Unit);
        using var two = Prepare(Unit, Unit);
        Assert.All(All(one.At(Pass(0.5, 1))!).Zip(All(two.At(Pass(0.5, 1))!)), pair => Assert.Equal(2 * pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void The_pass_stays_as_it_was()
    {
        using var conditioning = Prepare(Unit);
        var pass = Pass(0.5, 1, 2);
        conditioning.At(pass);
        Assert.Equal(Pass(0.5, 1, 2).Sample.Values, pass.Sample.Values);
        Assert.Equal(Pass(0.5, 1, 2).EncoderHiddenStates.Values, pass.EncoderHiddenStates.Values);
    }

    [Fact]
    public void A_network_for_another_UNet_is_refused_by_the_unit_that_names_it()
    {
        var other = UNet with { Skips = [.. UNet.Skips.Select(channels => channels + 1)] };
        var refusal = Assert.Throws<RequestException>(() => Conditioner.Prepare(Request(other, Unit)));
        Assert.StartsWith("controls[0]", refusal.Field, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void It_ends_when_it_is_cancelled()
    {
        using var conditioning = Prepare(Unit);
        Assert.ThrowsAny<OperationCanceledException>(
            () => conditioning.At(Pass(0.5, 1) with { Cancellation = new CancellationToken(canceled: true) }));
    }

    private IConditioning Prepare(params ControlUnit[] units) => Conditioner.Prepare(Request(UNet, units));

    private ConditioningRequest Request(UNetShape unet, params ControlUnit[] units)
    {
        var (width, height) = (Latent[3] * Factor, Latent[2] * Factor);
        var map = Picture.Own(width, height, [.. Enumerable.Range(0, width * height * Picture.Channels).Select(i => (byte)(i * 37 % 251))]);
        var prepared = units.Select((unit, index) => new PreparedControl(unit, $"controls[{index}]", map)).ToArray();
        return new ConditioningRequest(prepared, unet, Latent, Files, Runtime, CancellationToken.None);
    }

    // A row's values follow from its mark.
    private UNetPass Pass(double progress, params int[] rows) => new(
        Rows(rows, Latent[1], Latent[2], Latent[3]),
        Timestep: 500,
        Rows(rows, 77, UNet.TextWidth),
        UNet.Family == "sdxl" ? Rows(rows, 1280) : null,
        UNet.Family == "sdxl" ? Rows(rows, 6) : null,
        [.. rows.Select(_ => false)],
        progress,
        CancellationToken.None);

    private static NetworkTensor Rows(int[] rows, params int[] shape)
    {
        var length = shape.Aggregate(1, (product, size) => product * size);
        return new NetworkTensor(
            [.. rows.SelectMany(row => Enumerable.Range(1, length).Select(i => MathF.Sin(row * i)))], [rows.Length, .. shape]);
    }

    private static float[] All(UNetResiduals residuals) =>
        [.. residuals.Down.Append(residuals.Middle).SelectMany(residual => residual.Values)];

    private static bool IsNothing(UNetResiduals? residuals) => residuals is null || All(residuals).All(value => value == 0);
}
