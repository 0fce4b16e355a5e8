using System.Buffers.Binary;

namespace Atelier.DiscordSimulator.Messages;

/// <summary>Width and height, as the headers of PNG, WebP and JPEG say them.</summary>
internal static class PictureSize
{
    private static ReadOnlySpan<byte> PngMark => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static (int Width, int Height)? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > 24 && file[..8].SequenceEqual(PngMark))
        {
            return (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
        }

        return IsWebP(file) ? WebP(file) : file.Length > 4 && file[0] == 0xFF && file[1] == 0xD8 ? Jpeg(file) : null;
    }

    private static bool IsWebP(ReadOnlySpan<byte> file) =>
        file.Length > 30 && file[..4].SequenceEqual("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8);

    private static (int Width, int Height)? WebP(ReadOnlySpan<byte> file)
    {
        if (file[12..16].SequenceEqual("VP8X"u8))
        {
            return (1 + (file[24] | file[25] << 8 | file[26] << 16), 1 + (file[27] | file[28] << 8 | file[29] << 16));
        }

        if (file[12..16].SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
            return ((int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1);
        }

        return (BinaryPrimitives.ReadUInt16LittleEndian(file[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) & 0x3FFF);
    }

    private static (int Width, int Height)? Jpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]))
        {
            if (file[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }
        }

        return null;
    }
}
