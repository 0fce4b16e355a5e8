using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline;
using Atelier.Host.Store;
using Atelier.Imaging;

namespace Atelier.Host.Worker.Work;

/// <summary>A made picture becomes two files, itself and its thumbnail, and the record that names them.</summary>
/// <param name="format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
internal sealed class ResultFiles(IPictureFiles files, Ulids ids, string format)
{
    private const int ThumbnailSide = 384;
    private static readonly WebpEncoding ThumbnailEncoding = new() { Quality = 80 };

    private readonly PictureEncoding _encoding = format switch
    {
        "jpeg" => new JpegEncoding(),
        "webp" => new WebpEncoding(),
        _ => new PngEncoding(),
    };

    /// <summary>Keeps a picture's files. Until its job succeeds nothing names them.</summary>
    public async Task<NewPicture> KeepAsync(GeneratedPicture made, CancellationToken cancellation)
    {
        var (picture, metadata) = (made.Picture, made.Metadata);
        var file = PictureCodec.Encode(picture, _encoding, metadata);
        var thumbnail = PictureCodec.Encode(Thumbnail(picture), ThumbnailEncoding);
        var hash = await files.PutAsync(file, cancellation);
        return new NewPicture(
            ids.Next(), hash, await files.PutAsync(thumbnail, cancellation), format, picture.Width, picture.Height, file.Length,
            made.Recipe.Seed,
            made.Recipe.ToJson(), metadata.Parameters!);
    }

    private static Picture Thumbnail(Picture picture)
    {
        var scale = Math.Min(1, (double)ThumbnailSide / Math.Max(picture.Width, picture.Height));
        return PictureCodec.Resize(picture, Scaled(picture.Width), Scaled(picture.Height));

        int Scaled(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }
}
