using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;

public sealed class SurroundingsTests
{
    private static readonly Mask Middle = SomeMask.Box(50, 40, new Region(10, 10, 20, 20));

    [Fact]
    public void What_is_not_masked_stays()
    {
        var picture = SomePicture.Of(50, 40);
        var filled = Surroundings.Fill(picture, Middle);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            Assert.True(Middle.Values[i / 3] > 0 || filled.Pixels[i] == picture.Pixels[i]);
        }
    }

    [Fact]
    public void Nothing_of_the_masked_part_shows_through()
    {
        var pixels = Enumerable.Repeat((byte)80, 50 * 40 * 3).ToArray();
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Middle.Values[i / 3] > 0 ? (byte)255 : pixels[i];
        }

        Assert.All(Surroundings.Fill(Picture.Own(50, 40, pixels), Middle).Pixels.ToArray(), value => Assert.Equal(80, value));
    }

    [Fact]
    public void Between_two_colours_it_goes_over_from_one_to_the_other()
    {
        var pixels = Enumerable.Range(0, 64 * 8 * 3).Select(i => (byte)(i / 3 % 64 < 32 ? 40 : 200)).ToArray();
        var row = Surroundings.Fill(Picture.Own(64, 8, pixels), SomeMask.Box(64, 8, new Region(16, 0, 32, 8))).Pixels[..(64 * 3)].ToArray()
            .Where((_, i) => i % 3 == 0).ToArray();
        Assert.InRange(row[17], 35, 75);
        Assert.InRange(row[46], 165, 205);
        Assert.All(row.Zip(row.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, -12, 40));
    }

    [Fact]
    public void A_picture_of_which_nothing_is_known_becomes_grey() =>
        Assert.All(Surroundings.Fill(SomePicture.Of(9, 5), SomeMask.Box(9, 5, new Region(0, 0, 9, 5))).Pixels.ToArray(),
            value => Assert.Equal(128, value));
}
