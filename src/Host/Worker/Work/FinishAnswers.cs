using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Imaging;

namespace Atelier.Host.Worker.Work;

/// <summary>Pictures as they are to be shown.</summary>
internal static class FinishAnswers
{
    public static IReadOnlyList<FinishedFile> Finish(PictureUpscaler upscaler, FinishQuestion question, CancellationToken cancellation)
    {
        var picture = Enlarge(upscaler, PictureCodec.Decode(question.File), question.Enlarging, cancellation);
        var focus = Focus(question.Focus);
        return
        [
            .. question.Sizes.SelectMany((size, index) =>
            {
                cancellation.ThrowIfCancellationRequested();
                var sized = Sized(picture, size, focus);
                return question.Formats.Select(format =>
                {
                    var encoding = Encodings.Of(format.Name, format.Quality, "post.formats");
                    return new FinishedFile(
                        index, encoding.Extension, encoding.MediaType, sized.Width, sized.Height, PictureCodec.Encode(sized, encoding));
                });
            }),
        ];
    }

    private static Picture Enlarge(PictureUpscaler upscaler, Picture picture, Enlarging? enlarging, CancellationToken cancellation) =>
        enlarging is not { } wish ? picture : upscaler.Upscale(
            picture, wish.Upscaler, "post.upscale.upscaler", (int)Math.Round(picture.Width * wish.Factor),
            (int)Math.Round(picture.Height * wish.Factor), null, cancellation);

    private static Picture Sized(Picture picture, FinishedSize size, PictureFocus focus) => size switch
    {
        { Width: { } width, Height: { } height } => PictureCodec.Fill(picture, width, height, focus),
        { Width: { } width } => PictureCodec.Resize(picture, width, Math.Max(1, (int)Math.Round((double)picture.Height * width / picture.Width))),
        { Height: { } height } =>
            PictureCodec.Resize(picture, Math.Max(1, (int)Math.Round((double)picture.Width * height / picture.Height)), height),
        _ => picture,
    };

    private static PictureFocus Focus(FinishFocus focus) => focus.Mode switch
    {
        "attention" => new PictureFocus(Interest: PictureInterest.Attention),
        "entropy" => new PictureFocus(Interest: PictureInterest.Entropy),
        _ => new PictureFocus(focus.X, focus.Y),
    };
}
