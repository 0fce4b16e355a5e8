using System.Buffers.Binary;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>One marker segment of a JPEG file, before its scan (ITU T.81, annex B).</summary>
/// <param name="Marker">The marker's second byte.</param>
/// <param name="Data">Without marker and length.</param>
internal readonly record struct JpegSegment(byte Marker, ReadOnlyMemory<byte> Data)
{
    public const byte App1 = 0xe1;
    private const byte StartOfScan = 0xda;

    /// <summary>A segment's largest data: its 16-bit length counts itself.</summary>
    public const int MaxData = ushort.MaxValue - 2;

    /// <summary>Whether it states the picture's size: SOF0 to SOF15 but for DHT, JPG and DAC, which lie among them.</summary>
    public bool IsFrame => Marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);

    /// <summary>Application data and comments.</summary>
    public bool IsMetadata => Marker is (>= 0xe0 and <= 0xef) or 0xfe;

    /// <summary>The segments from behind the start marker to the first scan.</summary>
    public static IEnumerable<JpegSegment> ReadAll(ReadOnlyMemory<byte> file)
    {
        for (var rest = file[2..]; ;)
        {
            while (rest.Length > 1 && rest.Span[0] == 0xff && rest.Span[1] == 0xff)
            {
                rest = rest[1..];
            }

            var length = rest.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest.Span[2..]);
            if (length < 2 || rest.Span[0] != 0xff || rest.Length < 2 + length)
            {
                throw new PictureException("The JPEG is damaged: it ends, or loses its way, before its picture begins.");
            }

            var segment = new JpegSegment(rest.Span[1], rest[4..(2 + length)]);
            if (segment.Marker == StartOfScan)
            {
                yield break;
            }

            yield return segment;
            rest = rest[(2 + length)..];
        }
    }
}
