using Atelier.Diffusion.Pipeline.Latents;
using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline.Latents;

public sealed class SlerpTests
{
    [Fact]
    public void Half_way_between_two_that_stand_upright_on_each_other_is_half_a_right_angle()
    {
        var mixed = Slerp.Mix(Column(1, 0), Column(0, 1), 0.5);
        Assert.Equal([Math.Sqrt(0.5), Math.Sqrt(0.5)], mixed.Values.ToArray(), Near);
    }

    [Fact]
    public void A_third_of_the_way_is_a_third_of_the_angle_and_lengths_go_along()
    {
        // 60° lie between them; sin(40°) / sin(60°) of the first and sin(20°) / sin(60°) of the second.
        var mixed = Slerp.Mix(Column(2, 0), Column(0.5, Math.Sqrt(0.75)), 1.0 / 3);
        var (first, second) = (Sine(40) / Sine(60), Sine(20) / Sine(60));
        Assert.Equal([(2 * first) + (0.5 * second), Math.Sqrt(0.75) * second], mixed.Values.ToArray(), Near);
    }

    [Fact]
    public void Each_column_of_each_channel_goes_its_own_way()
    {
        var low = Latent.Own(new TensorShape(1, 1, 2, 2), [1, 3, 0, 4]);
        var high = Latent.Own(new TensorShape(1, 1, 2, 2), [0, 3, 1, 4]);
        Assert.Equal([Math.Sqrt(0.5), 3, Math.Sqrt(0.5), 4], Slerp.Mix(low, high, 0.5).Values.ToArray(), Near);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void At_either_end_it_is_that_noise(double amount) =>
        Assert.Equal(amount == 0 ? [1, 2] : [-3, 0.5], Slerp.Mix(Column(1, 2), Column(-3, 0.5), amount).Values.ToArray(), Near);

    [Fact]
    public void A_latent_of_one_row_stays_finite() =>
        Assert.All(Slerp.Mix(
            Latent.Own(new TensorShape(1, 1, 1, 2), [1, 2]), Latent.Own(new TensorShape(1, 1, 1, 2), [-1, 3]), 0.25).Values.ToArray(),
            value => Assert.True(double.IsFinite(value)));

    private static Latent Column(params double[] values) => Latent.Own(new TensorShape(1, 1, values.Length, 1), values);

    private static double Sine(double degrees) => Math.Sin(degrees * Math.PI / 180);

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
}
