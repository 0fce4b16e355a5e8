using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Upscale;

public class TileGridTests
{
    [Theory]
    [InlineData(1024, 512, 64, new[] { 0, 256, 512 })]
    [InlineData(512, 512, 64, new[] { 0 })]
    [InlineData(1000, 512, 0, new[] { 0, 488 })]
    [InlineData(1200, 512, 64, new[] { 0, 344, 688 })]
    public void Tiles_are_spread_evenly_with_at_least_their_overlap(int width, int tile, int overlap, int[] starts) =>
        Assert.Equal(starts, TileGrid.Of(width, tile, tile, tile, overlap).Select(place => place.Left));

    [Theory]
    [InlineData(100, 70, 32, 24, 8)]
    [InlineData(64, 64, 64, 64, 16)]
    [InlineData(65, 64, 64, 64, 0)]
    public void Tiles_that_were_not_changed_are_the_picture_again(int width, int height, int tileWidth, int tileHeight, int overlap)
    {
        var picture = SomePicture.Of(width, height);
        var tiles = TileGrid.Of(width, height, tileWidth, tileHeight, overlap)
            .Select(at => picture.Crop(at.Left, at.Top, tileWidth, tileHeight)).ToArray();

        Assert.Equal(picture.Pixels, TileGrid.Join(tiles, width, height, overlap).Pixels);
    }

    [Fact]
    public void A_tile_fades_into_the_one_before_it()
    {
        Picture[] tiles = [Flat(0), Flat(200)];
        var joined = TileGrid.Join(tiles, 28, 16, 4);
        Assert.Equal([0, 25, 75, 125, 175, 200], Enumerable.Range(11, 6).Select(x => (int)joined.Pixels[x * Picture.Channels]));
    }

    private static Picture Flat(byte level) => Picture.Own(16, 16, [.. Enumerable.Repeat(level, 16 * 16 * Picture.Channels)]);
}
