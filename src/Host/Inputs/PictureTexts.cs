using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Host.Inputs;

/// <summary>What a picture's file says of how it was made, in the file that was made of it.</summary>
internal static class PictureTexts
{
    /// <summary>The new file with the texts of the old one; without, where its format has no room for them.</summary>
    public static byte[] CarryOver(byte[] from, byte[] to)
    {
        try
        {
            return PictureMetadata.Read(from).AddTo(to);
        }
        catch (PictureException)
        {
            // A JPEG holds 64 KB of text, a long prompt with its recipe may be more: the picture is worth having without.
            return to;
        }
    }
}
