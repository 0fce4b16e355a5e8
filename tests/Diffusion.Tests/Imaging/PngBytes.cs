using System.Buffers.Binary;
using System.IO.Compression;
using Atelier.Diffusion.Imaging.Formats;

namespace Atelier.Diffusion.Tests.Imaging;

/// <summary>Makes PNG files that our encoder would not.</summary>
internal static class PngBytes
{
    /// <summary>A file of one IDAT chunk, other chunks before it.</summary>
    /// <param name="width">What the header says.</param>
    /// <param name="height">What the header says.</param>
    /// <param name="colourType">0 grey, 2 colour, 4 grey and alpha; 8 bits each.</param>
    /// <param name="rows">Each row with its filter byte in front.</param>
    /// <param name="others">Between header and pixels.</param>
    public static byte[] Of(int width, int height, byte colourType, byte[] rows, params PngChunk[] others)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = colourType;
        IEnumerable<PngChunk> chunks =
            [PngChunk.Create("IHDR", header), .. others, PngChunk.Create("IDAT", Deflate(rows)), PngChunk.Create("IEND", [])];
        return [.. PngFormat.Signature, .. chunks.SelectMany(chunk => chunk.Whole.ToArray())];
    }

    public static byte[] Deflate(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var zlib = new ZLibStream(result, CompressionLevel.Optimal))
        {
            zlib.Write(bytes);
        }

        return result.ToArray();
    }
}
