using Atelier.Host.Api.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Worker;
using Atelier.Imaging;

namespace Atelier.Host.Api.Automatic1111.Extras;

/// <summary>What is to be done to pictures.</summary>
/// <param name="Upscaler">What enlarges them; null leaves the size as it is.</param>
/// <param name="Factor">Times the picture's own size; null where a size is given.</param>
/// <param name="Width">Pixels, where <paramref name="Factor"/> is null.</param>
/// <param name="Crop">Whether to fill that size and cut what is over; otherwise the picture is fitted into it.</param>
internal sealed record ExtraSettings(UpscalerEntry? Upscaler, double? Factor, int Width, int Height, bool Crop)
{
    private const int DefaultSize = 512;
    private const double DefaultFactor = 2;

    /// <exception cref="ApiException">A field is wrong or asks for what is not possible.</exception>
    public static ExtraSettings Read(LenientBody body, IReadOnlyList<UpscalerEntry> upscalers)
    {
        var upscaler = Find(body, "upscaler_1", upscalers);
        var second = Find(body, "upscaler_2", upscalers);
        if (second is not null && body.Number("extras_upscaler_2_visibility") > 0)
        {
            body.Refuse("extras_upscaler_2_visibility", "two upscalers are not mixed; send 0 or leave upscaler_2 out");
        }

        foreach (var faces in (string[])["gfpgan_visibility", "codeformer_visibility"])
        {
            if (body.Number(faces) > 0)
            {
                body.Refuse(faces, "faces cannot be restored; send 0 or leave it out");
            }
        }

        var mode = body.Whole("resize_mode") ?? 0;
        if (mode is not (0 or 1))
        {
            body.Refuse("resize_mode", $"{mode} is not possible; it must be 0 for upscaling_resize, or 1 for upscaling_resize_w and _h");
        }

        var factor = body.Number("upscaling_resize") ?? DefaultFactor;
        var (width, height) = (body.Whole("upscaling_resize_w") ?? DefaultSize, body.Whole("upscaling_resize_h") ?? DefaultSize);
        foreach (var (field, wrong) in (IEnumerable<(string, bool)>)
            [
                ("upscaling_resize", mode == 0 && factor <= 0),
                ("upscaling_resize_w", mode == 1 && width <= 0),
                ("upscaling_resize_h", mode == 1 && height <= 0),
            ])
        {
            if (wrong)
            {
                body.Refuse(field, "must be more than 0");
            }
        }

        var settings = new ExtraSettings(upscaler, mode == 0 ? factor : null, width, height, body.Switch("upscaling_crop") ?? true);
        body.ThrowIfWrong();
        return settings;
    }

    /// <summary>What a worker is asked for where the size stays as it is.</summary>
    /// <param name="file">The picture.</param>
    /// <param name="format">The answer's.</param>
    public static ResizeQuestion Same(byte[] file, string format) => new(file, null, null, "lanczos3", false, format);

    /// <summary>What a worker is asked for.</summary>
    /// <param name="file">The picture.</param>
    /// <param name="upscaler">What enlarges it.</param>
    /// <param name="format">The answer's.</param>
    /// <exception cref="ApiException">The picture would be too large.</exception>
    public UpscaleQuestion Question(byte[] file, string upscaler, string format)
    {
        var picture = PictureHeader.Read(file);
        var scale = Factor ?? Math.Min((double)Width / picture.Width, (double)Height / picture.Height);
        var (width, height) = Factor is null && Crop ? (Width, Height) : (Scaled(picture.Width, scale), Scaled(picture.Height, scale));
        try
        {
            PictureLimits.Check(width, height);
        }
        catch (PictureException exception)
        {
            throw new ApiException(ApiError.Invalid(Factor is null ? "upscaling_resize_w" : "upscaling_resize", exception.Message));
        }

        return new UpscaleQuestion(file, width, height, upscaler, Crop && Factor is null, format);
    }

    private static int Scaled(int side, double scale) => (int)Math.Clamp(side * scale, 1, int.MaxValue);

    // AUTOMATIC1111's None is no upscaling here.
    private static UpscalerEntry? Find(LenientBody body, string field, IReadOnlyList<UpscalerEntry> upscalers)
    {
        if (body.Text(field) is not { Length: > 0 } name || name.Equals("None", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return UpscalerCatalog.Find(upscalers, name, field, ofPictures: true);
        }
        catch (RequestException exception)
        {
            body.Refuse(field, exception.Problem);
            return null;
        }
    }
}
