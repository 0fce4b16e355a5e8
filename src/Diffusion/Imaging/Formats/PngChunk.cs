using System.Buffers.Binary;
using System.Text;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>One chunk of a PNG file.</summary>
/// <param name="Whole">Length, type, data and checksum.</param>
internal readonly record struct PngChunk(ReadOnlyMemory<byte> Whole)
{
    private const int Frame = 12;

    public string Type => Encoding.Latin1.GetString(Whole.Span.Slice(4, 4));

    public ReadOnlyMemory<byte> Data => Whole[8..^4];

    /// <summary>Whether a decoder must understand it: its first letter is a capital.</summary>
    public bool Critical => (Whole.Span[4] & 0x20) == 0;

    /// <summary>Makes a chunk with its checksum.</summary>
    public static PngChunk Create(string type, ReadOnlySpan<byte> data)
    {
        var whole = new byte[Frame + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(whole, data.Length);
        Encoding.Latin1.GetBytes(type, whole.AsSpan(4));
        data.CopyTo(whole.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(^4..), Crc32.Of(whole.AsSpan(4..^4)));
        return new PngChunk(whole);
    }

    /// <summary>The chunks from behind the signature to IEND.</summary>
    public static IEnumerable<PngChunk> ReadAll(ReadOnlyMemory<byte> file)
    {
        for (var rest = file[PngFormat.Signature.Length..]; ;)
        {
            if (rest.Length < Frame || BinaryPrimitives.ReadUInt32BigEndian(rest.Span) > rest.Length - Frame)
            {
                throw new PictureException("The PNG is truncated: it ends before its IEND chunk.");
            }

            var chunk = new PngChunk(rest[..(Frame + BinaryPrimitives.ReadInt32BigEndian(rest.Span))]);
            yield return chunk;
            if (chunk.Type == "IEND")
            {
                yield break;
            }

            rest = rest[chunk.Whole.Length..];
        }
    }

    /// <summary>Refuses a chunk whose checksum is wrong.</summary>
    public void Check()
    {
        if (Crc32.Of(Whole.Span[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(Whole.Span[^4..]))
        {
            throw new PictureException($"The PNG is damaged: the checksum of a chunk {Type} is wrong.");
        }
    }
}
