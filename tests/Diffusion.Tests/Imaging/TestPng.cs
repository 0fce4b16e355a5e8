using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Atelier.Diffusion.Tests.Imaging;

/// <summary>
/// A PNG reader from the specification alone, so that a fault in the product's cannot hide itself. 8-bit RGB without interlacing.
/// </summary>
internal sealed class TestPng
{
    private TestPng(IReadOnlyList<(string Type, byte[] Data)> chunks) => Chunks = chunks;

    public IReadOnlyList<(string Type, byte[] Data)> Chunks { get; }

    public static TestPng Read(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], file[..8]);
        var chunks = new List<(string Type, byte[] Data)>();
        var at = 8;
        while (at < file.Length)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var body = file[(at + 4)..(at + 8 + length)];
            Assert.Equal(Checksum(body), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(body[..4]), body[4..]));
            at += 12 + length;
        }

        Assert.Equal("IHDR", chunks[0].Type);
        Assert.Equal("IEND", chunks[^1].Type);
        return new TestPng(chunks);
    }

    public byte[] Pixels()
    {
        var header = Chunks[0].Data;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        Assert.Equal([8, 2, 0, 0, 0], header[8..]);
        using var zlib = new ZLibStream(
            new MemoryStream([.. Chunks.Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Data)]), CompressionMode.Decompress);
        var stride = width * 3;
        var pixels = new byte[stride * height];
        var above = new byte[stride];
        var row = new byte[stride + 1];
        for (var y = 0; y < height; y++)
        {
            zlib.ReadExactly(row);
            var line = pixels.AsSpan(y * stride, stride);
            for (var x = 0; x < stride; x++)
            {
                var a = x < 3 ? 0 : line[x - 3];
                var c = x < 3 ? 0 : above[x - 3];
                line[x] = (byte)(row[x + 1] + Predict(row[0], a, above[x], c));
            }

            line.CopyTo(above);
        }

        return pixels;
    }

    private static int Predict(int filter, int a, int b, int c)
    {
        var (pa, pb, pc) = (Math.Abs(b - c), Math.Abs(a - c), Math.Abs(a + b - c - c));
        return filter switch
        {
            0 => 0,
            1 => a,
            2 => b,
            3 => (a + b) / 2,
            4 => pa <= pb && pa <= pc ? a : pb <= pc ? b : c,
            _ => throw new InvalidOperationException($"There is no filter {filter}."),
        };
    }

    private static uint Checksum(byte[] body)
    {
        var crc = uint.MaxValue;
        foreach (var value in body)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320);
            }
        }

        return ~crc;
    }
}
