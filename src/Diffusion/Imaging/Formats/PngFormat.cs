using System.Buffers.Binary;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>PNG: chunks behind an eight-byte signature, texts in chunks of their own.</summary>
internal sealed class PngFormat : IPictureFormat
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public string Name => "PNG";

    public string Loader => "pngload_buffer";

    public bool Matches(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public (int Width, int Height) ReadSize(ReadOnlyMemory<byte> file)
    {
        var header = PngChunk.ReadAll(file).First();
        if (header.Type != "IHDR" || header.Data.Length != 13)
        {
            throw new PictureException("The PNG is damaged: it does not begin with its header chunk.");
        }

        return (BinaryPrimitives.ReadInt32BigEndian(header.Data.Span), BinaryPrimitives.ReadInt32BigEndian(header.Data.Span[4..]));
    }

    public bool IsWhole(ReadOnlyMemory<byte> file) => PngChunk.ReadAll(file).Any(chunk => chunk.Type == "IDAT");

    public IReadOnlyDictionary<string, string> ReadTexts(ReadOnlyMemory<byte> file)
    {
        var texts = new Texts();
        foreach (var chunk in PngChunk.ReadAll(file))
        {
            PngText.Read(chunk, texts);
            if (chunk.Type == "eXIf")
            {
                texts.Spend(chunk.Data.Length);
                ExifTexts.Read(chunk.Data, texts);
            }
        }

        return texts.ByKeyword;
    }

    public void CheckMetadata(ReadOnlyMemory<byte> file)
    {
        var texts = new Texts();
        foreach (var chunk in PngChunk.ReadAll(file))
        {
            if (chunk.Type == "iCCP")
            {
                PngProfile.Check(chunk);
            }
            else if (PngText.IsCompressed(chunk))
            {
                PngText.Read(chunk, texts);
            }
        }
    }

    public byte[] AddTexts(byte[] file, IReadOnlyDictionary<string, string> texts)
    {
        using var result = new MemoryStream(file.Length);
        result.Write(Signature);
        var written = false;
        foreach (var chunk in PngChunk.ReadAll(file))
        {
            if (!written && chunk.Type == "IDAT")
            {
                foreach (var (keyword, text) in texts)
                {
                    result.Write(PngText.Write(keyword, text).Whole.Span);
                }

                written = true;
            }

            result.Write(chunk.Whole.Span);
        }

        return result.ToArray();
    }

    public ReadOnlyMemory<byte> ForDecoder(ReadOnlyMemory<byte> file)
    {
        using var result = new MemoryStream(file.Length);
        result.Write(Signature);
        foreach (var chunk in PngChunk.ReadAll(file).Where(chunk => chunk.Critical || chunk.Type == "tRNS"))
        {
            result.Write(chunk.Whole.Span);
        }

        return result.GetBuffer().AsMemory(0, (int)result.Length);
    }
}
