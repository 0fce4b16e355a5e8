using System.Buffers.Binary;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>The part of TIFF that EXIF is: a first directory that points to the EXIF directory, whose entries hold bytes.</summary>
internal static class ExifBlock
{
    private const ushort ExifDirectory = 0x8769;
    private const ushort LongType = 4;
    private const ushort UndefinedType = 7;
    private const int EntrySize = 12;

    // Byte order and a magic number, then a directory of one entry: count, entry, no next directory.
    private const int Header = 8;
    private const int FirstDirectory = 2 + EntrySize + 4;

    /// <summary>A big-endian block.</summary>
    /// <param name="tags">Of the EXIF directory, in ascending order; each value at least five bytes.</param>
    public static byte[] Write(IReadOnlyList<(ushort Tag, byte[] Value)> tags)
    {
        var values = Header + FirstDirectory + 2 + (tags.Count * EntrySize) + 4;
        var block = new byte[values + tags.Sum(tag => Even(tag.Value.Length))];
        "MM\0*\0\0\0\x8"u8.CopyTo(block);
        var at = block.AsSpan(Header);
        BinaryPrimitives.WriteUInt16BigEndian(at, 1);
        WriteEntry(at[2..], ExifDirectory, LongType, 1, Header + FirstDirectory);
        at = at[FirstDirectory..];
        BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)tags.Count);
        at = at[2..];
        foreach (var (tag, value) in tags)
        {
            WriteEntry(at, tag, UndefinedType, value.Length, values);
            at = at[EntrySize..];
            value.CopyTo(block.AsSpan(values));
            values += Even(value.Length);
        }

        return block;
    }

    /// <summary>The values in the EXIF directory by tag, as bytes; empty where there is none.</summary>
    public static IReadOnlyDictionary<ushort, ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> block)
    {
        var order = block.Span;
        var big = order.StartsWith("MM\0*"u8);
        if (!big && !order.StartsWith("II*\0"u8))
        {
            throw Damaged();
        }

        var first = ReadDirectory(block, ReadInt32(block, 4, big), big);
        return first.TryGetValue(ExifDirectory, out var pointer)
            ? ReadDirectory(block, ReadInt32(pointer, 0, big), big)
            : new Dictionary<ushort, ReadOnlyMemory<byte>>();
    }

    private static Dictionary<ushort, ReadOnlyMemory<byte>> ReadDirectory(ReadOnlyMemory<byte> block, int offset, bool big)
    {
        var count = ReadUInt16(block, offset, big);
        var tags = new Dictionary<ushort, ReadOnlyMemory<byte>>();
        for (var i = 0; i < count; i++)
        {
            var entry = Slice(block, offset + 2 + (i * EntrySize), EntrySize);

            // Only what is bytes, or the one long that points to a directory, is of use here.
            var type = ReadUInt16(entry, 2, big);
            var length = type == LongType ? 4 : ReadInt32(entry, 4, big);
            tags[ReadUInt16(entry, 0, big)] = length is >= 0 and <= 4 ? entry.Slice(8, length)
                : type is UndefinedType or 1 or 2 ? Slice(block, ReadInt32(entry, 8, big), length)
                : default;
        }

        return tags;
    }

    private static void WriteEntry(Span<byte> entry, ushort tag, ushort type, int count, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(entry, tag);
        BinaryPrimitives.WriteUInt16BigEndian(entry[2..], type);
        BinaryPrimitives.WriteInt32BigEndian(entry[4..], count);
        BinaryPrimitives.WriteInt32BigEndian(entry[8..], value);
    }

    private static int ReadInt32(ReadOnlyMemory<byte> block, int offset, bool big)
    {
        var bytes = Slice(block, offset, 4).Span;
        return big ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    private static ushort ReadUInt16(ReadOnlyMemory<byte> block, int offset, bool big)
    {
        var bytes = Slice(block, offset, 2).Span;
        return big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> block, int offset, int length) =>
        offset >= 0 && length >= 0 && offset <= block.Length - length ? block.Slice(offset, length) : throw Damaged();

    private static int Even(int length) => length + (length & 1);

    private static PictureException Damaged() => new("The picture's EXIF block is damaged.");
}
