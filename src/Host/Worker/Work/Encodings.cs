using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Worker.Work;

internal static class Encodings
{
    /// <summary>An encoding by its format's name, at a quality or at its default.</summary>
    /// <param name="field">That names the format.</param>
    /// <exception cref="RequestException">There is no such format.</exception>
    public static PictureEncoding Of(string format, int? quality, string field = "format") => (format, quality) switch
    {
        ("png", _) => new PngEncoding(),
        ("jpeg", { } given) => new JpegEncoding { Quality = given },
        ("jpeg", null) => new JpegEncoding(),
        ("webp", { } given) => new WebpEncoding { Quality = given },
        ("webp", null) => new WebpEncoding(),
        ("avif", { } given) => new AvifEncoding { Quality = given },
        ("avif", null) => new AvifEncoding(),
        _ => throw new RequestException(field, $"{OneLine.Quoted(format)} is unknown; it must be avif, jpeg, png or webp"),
    };
}
