using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Host.Texts;
using Atelier.Imaging;

namespace Atelier.Host.Worker.Work;

/// <summary>Uploaded pictures at other sizes.</summary>
internal static class PictureAnswers
{
    public static ResizedPicture Resize(ResizeQuestion question)
    {
        var picture = PictureCodec.Decode(question.File);
        var (width, height) = Target(picture, question);
        var resized = PictureCodec.Resize(picture, width, height, Kernel(question.Kernel), question.Crop);
        return new ResizedPicture(
            PictureCodec.Encode(resized, Encodings.Of(question.Format, question.Quality)), resized.Width, resized.Height);
    }

    public static ResizedPicture Upscale(PictureUpscaler upscaler, UpscaleQuestion question, CancellationToken cancellation)
    {
        var made = upscaler.Fill(
            PictureCodec.Decode(question.File), question.Upscaler, "upscaler_1", question.Width, question.Height, question.Crop,
            progress: null, cancellation);
        return new ResizedPicture(PictureCodec.Encode(made, Encodings.Of(question.Format, quality: null)), made.Width, made.Height);
    }

    public static ResizedPicture Animate(AnimationQuestion question, IPictureSource pictures)
    {
        // A picture that comes twice is decoded once.
        var decoded = question.Pictures.Distinct()
            .ToDictionary(reference => reference, reference => PictureCodec.Decode(pictures.Read(reference, "pictures")));
        var frames = question.Pictures.Select(reference => decoded[reference]).ToList();
        try
        {
            var file = AnimationEncoder.Encode(
                frames, new AnimationEncoding(question.Format == "gif", question.Delay, question.Loops, question.Quality));
            return new ResizedPicture(file, frames[0].Width, frames[0].Height);
        }
        catch (PictureException exception)
        {
            throw new RequestException("pictures", exception.Message);
        }
    }

    private static (int Width, int Height) Target(Picture picture, ResizeQuestion question) => (question.Width, question.Height) switch
    {
        ({ } width, { } height) => (width, height),
        ({ } width, null) => (width, Math.Max(1, (int)Math.Round((double)picture.Height * width / picture.Width))),
        (null, { } height) => (Math.Max(1, (int)Math.Round((double)picture.Width * height / picture.Height)), height),
        _ when question.LongestSide is { } side && Math.Max(picture.Width, picture.Height) > side => AtMost(picture, side),
        _ => (picture.Width, picture.Height),
    };

    private static (int Width, int Height) AtMost(Picture picture, int side)
    {
        var scale = (double)side / Math.Max(picture.Width, picture.Height);
        return (Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
    }

    private static ResizeKernel Kernel(string name) => name switch
    {
        "lanczos3" => ResizeKernel.Lanczos3,
        "cubic" => ResizeKernel.Cubic,
        "nearest" => ResizeKernel.Nearest,
        _ => throw new RequestException("kernel", $"{OneLine.Quoted(name)} is unknown; it must be lanczos3, cubic or nearest"),
    };
}
