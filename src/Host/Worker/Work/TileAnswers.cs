using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Host.Worker.Work;

/// <summary>Pictures cut into tiles, put together of them, and laid out beside one another.</summary>
internal static class TileAnswers
{
    public static PictureTiles Cut(TilesQuestion question)
    {
        var picture = PictureCodec.Decode(question.File);
        if (picture.Width < question.TileWidth || picture.Height < question.TileHeight)
        {
            throw new RequestException(
                picture.Width < question.TileWidth ? "width" : "height",
                $"a tile of {question.TileWidth}×{question.TileHeight} is larger than the picture of {picture.Width}×{picture.Height}; make it smaller");
        }

        var places = TileGrid.Of(picture.Width, picture.Height, question.TileWidth, question.TileHeight, question.Overlap);
        return places.Count <= question.Most
            ? new PictureTiles([.. places.Select(Tile)], picture.Width, picture.Height)
            : throw new RequestException(
                "width", $"{places.Count} tiles of {question.TileWidth}×{question.TileHeight} are too many; at most {question.Most} are made");

        byte[] Tile((int Left, int Top) at) => Png(picture.Crop(at.Left, at.Top, question.TileWidth, question.TileHeight));
    }

    public static ResizedPicture Join(JoinQuestion question)
    {
        PictureLimits.Check(question.Width, question.Height);
        var tiles = question.Files.Select(file => PictureCodec.Decode(file)).ToArray();
        var joined = TileGrid.Join(tiles, question.Width, question.Height, question.Overlap);
        return new ResizedPicture(Png(joined), joined.Width, joined.Height);
    }

    public static ResizedPicture Sheet(SheetQuestion question)
    {
        var pictures = question.Files.Select(file => file is null ? null : PictureCodec.Decode(file)).ToArray();
        var sheet = PictureSheet.Draw(pictures, question.Columns, question.Rows, question.Gap);
        return new ResizedPicture(Png(sheet), sheet.Width, sheet.Height);
    }

    private static byte[] Png(Picture picture) => PictureCodec.Encode(picture, new PngEncoding());
}
