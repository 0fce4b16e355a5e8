using System.Buffers.Binary;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>JPEG: marker segments; texts in the EXIF block of the first APP1 segment that has one.</summary>
internal sealed class JpegFormat : IPictureFormat
{
    public string Name => "JPEG";

    public string Loader => "jpegload_buffer";

    public bool Matches(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xff, 0xd8, 0xff]);

    public (int Width, int Height) ReadSize(ReadOnlyMemory<byte> file)
    {
        foreach (var segment in JpegSegment.ReadAll(file))
        {
            if (segment.IsFrame && segment.Data.Length >= 6)
            {
                var data = segment.Data.Span;
                return (BinaryPrimitives.ReadUInt16BigEndian(data[3..]), BinaryPrimitives.ReadUInt16BigEndian(data[1..]));
            }
        }

        throw new PictureException("The JPEG is damaged: nothing in it states its size.");
    }

    // Inside a scan the end marker cannot occur: every 0xff of its data is followed by a zero.
    public bool IsWhole(ReadOnlyMemory<byte> file) =>
        file.Span.LastIndexOf<byte>([0xff, 0xd9]) > 2 + JpegSegment.ReadAll(file).Sum(segment => segment.Data.Length + 4);

    public IReadOnlyDictionary<string, string> ReadTexts(ReadOnlyMemory<byte> file)
    {
        var texts = new Texts();
        foreach (var segment in JpegSegment.ReadAll(file).Where(segment => segment.IsMetadata))
        {
            texts.Spend(segment.Data.Length);
            if (segment.Marker == JpegSegment.App1 && segment.Data.Span.StartsWith(ExifTexts.Prefix))
            {
                ExifTexts.Read(segment.Data, texts);
            }
        }

        return texts.ByKeyword;
    }

    public byte[] AddTexts(byte[] file, IReadOnlyDictionary<string, string> texts)
    {
        var exif = (byte[])[.. ExifTexts.Prefix, .. ExifTexts.Write(texts)];
        if (exif.Length > JpegSegment.MaxData)
        {
            throw new PictureException(
                $"The picture's parameters take {exif.Length} bytes and a JPEG holds {JpegSegment.MaxData}: write a PNG or WebP instead.");
        }

        var head = (byte[])[0xff, JpegSegment.App1, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(exif.Length + 2));
        return [.. file.AsSpan(0, 2), .. head, .. exif, .. file.AsSpan(2)];
    }

    // Nothing in it is compressed.
    public void CheckMetadata(ReadOnlyMemory<byte> file) =>
        new Texts().Spend(JpegSegment.ReadAll(file).Where(segment => segment.IsMetadata).Sum(segment => segment.Data.Length));

    public ReadOnlyMemory<byte> ForDecoder(ReadOnlyMemory<byte> file)
    {
        CheckMetadata(file);
        return file;
    }
}
