using System.IO.Compression;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>PNG's colour profile (PNG specification, 11.3.2.3): a name, a zero, a method, and the profile as a zlib stream.</summary>
internal static class PngProfile
{
    // Profiles of displays take some kilobytes, those of presses up to three megabytes.
    private const int Most = 4 << 20;
    private const int LongestName = 79;

    /// <summary>Refuses a profile that inflates to more than any has.</summary>
    public static void Check(PngChunk chunk)
    {
        var name = chunk.Data.Span[..Math.Min(chunk.Data.Length, LongestName + 1)].IndexOf((byte)0);
        if (name < 0 || name + 2 > chunk.Data.Length)
        {
            throw new PictureException("The PNG is damaged: its colour profile has no end to its name.");
        }

        try
        {
            using var zlib = new ZLibStream(new MemoryStream(chunk.Data[(name + 2)..].ToArray()), CompressionMode.Decompress);
            var part = new byte[1 << 14];
            for (int read, total = 0; (read = zlib.Read(part)) > 0;)
            {
                if ((total += read) > Most)
                {
                    throw new PictureException($"The PNG carries a colour profile of more than {Most >> 20} MB.");
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw new PictureException("The PNG is damaged: its colour profile does not inflate.", exception);
        }
    }
}
