using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Host.Inputs;

/// <summary>A picture inside a text: base64, alone or as a <c>data:</c> URI. Its header is read here; it is decoded by a worker.</summary>
internal static class InlinePicture
{
    private const string DataScheme = "data:";
    private const string Base64 = ";base64";
    private const int LongestReference = 71;

    // How PNG, JPEG and WebP files begin in base64: the smallest pictures are shorter than a hash.
    private static readonly string[] Beginnings = [DataScheme, "iVBORw0KGgo", "/9j/", "UklGR"];

    /// <summary>Whether a text can only be meant as a picture itself: every reference is shorter.</summary>
    public static bool IsLike(string text) => text.Length > LongestReference
        || Beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a text is an address to fetch a picture from.</summary>
    public static bool IsAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the picture.</summary>
    /// <param name="field">The request's field, for the error.</param>
    /// <param name="text">What it says.</param>
    /// <returns>A PNG, JPEG or WebP file, whole and within the limits by its header.</returns>
    /// <exception cref="RequestException">It is none.</exception>
    public static byte[] Read(string field, string text)
    {
        var start = 0;
        if (text.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase))
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            start = comma > 0 && text.AsSpan(0, comma).TrimEnd().EndsWith(Base64, StringComparison.OrdinalIgnoreCase)
                ? comma + 1
                : throw new RequestException(field, "is no data URI of base64; it must be like data:image/png;base64,…");
        }

        var file = new byte[((text.Length - start) / 4 * 3) + 3];
        if (!Convert.TryFromBase64Chars(text.AsSpan(start), file, out var length) || length == 0)
        {
            throw new RequestException(field, "is not base64; it must be a PNG, JPEG or WebP picture in base64");
        }

        var picture = file[..length];
        Header(field, picture);
        return picture;
    }

    /// <summary>What a file says about itself.</summary>
    /// <exception cref="RequestException">It is no picture, damaged or too large.</exception>
    public static PictureHeader Header(string field, ReadOnlyMemory<byte> file)
    {
        try
        {
            return PictureHeader.Read(file);
        }
        catch (PictureException exception)
        {
            throw new RequestException(field, exception.Message);
        }
    }
}
