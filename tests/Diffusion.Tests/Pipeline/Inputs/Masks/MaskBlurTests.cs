using Atelier.Diffusion.Pipeline.Inputs.Masks;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;

public sealed class MaskBlurTests
{
    private static readonly Mask Half = Mask.Own(64, 64, [.. Enumerable.Range(0, 64 * 64).Select(i => (byte)(i % 64 < 32 ? 0 : 255))]);

    [Fact]
    public void No_radius_changes_nothing() => Assert.Same(Half, MaskBlur.Blur(Half, 0));

    [Fact]
    public void An_edge_becomes_a_slope_that_ends_at_two_and_a_half_radii()
    {
        var row = MaskBlur.Blur(Half, 4).Values[..64].ToArray();
        Assert.All(row[..22], value => Assert.Equal(0, value));
        Assert.All(row[42..], value => Assert.Equal(255, value));
        Assert.Equal(row.Order(), row);
        Assert.InRange(row[31], 100, 127);
        Assert.InRange(row[32], 128, 155);
    }

    [Fact]
    public void Rows_and_columns_are_blurred_alike()
    {
        var dot = new byte[33 * 33];
        dot[(16 * 33) + 16] = 255;
        var blurred = MaskBlur.Blur(Mask.Own(33, 33, dot), 2).Values;
        for (var i = 0; i < 33; i++)
        {
            Assert.Equal(blurred[(16 * 33) + i], blurred[(i * 33) + 16]);
        }

        Assert.InRange(blurred[(16 * 33) + 16], 9, 12);
    }
}
