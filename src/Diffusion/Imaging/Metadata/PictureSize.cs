namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>A size as infotexts write it: <c>512x768</c>.</summary>
internal static class PictureSize
{
    /// <summary>The two numbers as they are written; null where the text is anything else.</summary>
    public static (string Width, string Height)? TryParse(string text)
    {
        var parts = text.Split('x');
        return parts.Length == 2 && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit)) ? (parts[0], parts[1]) : null;
    }
}
