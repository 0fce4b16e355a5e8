using System.Buffers.Binary;
using System.Text;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>One chunk of a WebP file (RFC 9649, section 2).</summary>
/// <param name="Type">Four characters.</param>
/// <param name="Data">Without type, length and padding.</param>
internal readonly record struct WebpChunk(string Type, ReadOnlyMemory<byte> Data)
{
    /// <summary>RIFF, the length of what follows, WEBP.</summary>
    public const int FileHeader = 12;

    /// <summary>Whether it holds something about the picture rather than pixels.</summary>
    public bool IsMetadata => Type is "EXIF" or "XMP " or "ICCP";

    /// <summary>The chunks of a file.</summary>
    public static IEnumerable<WebpChunk> ReadAll(ReadOnlyMemory<byte> file)
    {
        for (var rest = file[FileHeader..]; rest.Length > 0;)
        {
            if (rest.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..]) > rest.Length - 8)
            {
                throw new PictureException("The WebP is truncated: it ends inside a chunk.");
            }

            var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span[4..]);
            yield return new WebpChunk(Encoding.Latin1.GetString(rest.Span[..4]), rest.Slice(8, length));
            rest = rest[Math.Min(8 + length + (length & 1), rest.Length)..];
        }
    }

    /// <summary>A file of the given chunks.</summary>
    public static byte[] WriteAll(IEnumerable<WebpChunk> chunks)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file, Encoding.Latin1);
        writer.Write("RIFF\0\0\0\0WEBP"u8);
        foreach (var chunk in chunks)
        {
            writer.Write(Encoding.Latin1.GetBytes(chunk.Type));
            writer.Write(chunk.Data.Length);
            writer.Write(chunk.Data.Span);
            if (chunk.Data.Length % 2 != 0)
            {
                writer.Write((byte)0);
            }
        }

        var bytes = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        return bytes;
    }

    /// <summary>The size that a VP8X, VP8 or VP8L chunk states; null for other chunks.</summary>
    public (int Width, int Height)? Size
    {
        get
        {
            var data = Data.Span;
            return Type switch
            {
                "VP8X" when data.Length >= 10 => (ReadUInt24(data[4..]) + 1, ReadUInt24(data[7..]) + 1),
                "VP8 " when data.Length >= 10 =>
                    (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3fff,
                        BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3fff),
                "VP8L" when data.Length >= 5 =>
                    ((BinaryPrimitives.ReadInt32LittleEndian(data[1..]) & 0x3fff) + 1,
                        ((BinaryPrimitives.ReadInt32LittleEndian(data[1..]) >> 14) & 0x3fff) + 1),
                _ => null,
            };
        }
    }

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
