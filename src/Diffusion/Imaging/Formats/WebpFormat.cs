using System.Buffers.Binary;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>WebP: chunks of a RIFF file; texts in its EXIF chunk, which the extended header VP8X announces.</summary>
internal sealed class WebpFormat : IPictureFormat
{
    private const byte ExifFlag = 0x08;

    public string Name => "WebP";

    public string Loader => "webpload_buffer";

    public bool Matches(ReadOnlySpan<byte> file) =>
        file.Length >= WebpChunk.FileHeader && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    public (int Width, int Height) ReadSize(ReadOnlyMemory<byte> file)
    {
        // A canvas and a picture that disagree are refused by the decoder; the larger is what it may cost.
        var sizes = WebpChunk.ReadAll(file).Select(chunk => chunk.Size).OfType<(int Width, int Height)>().ToList();
        return sizes.Count == 0
            ? throw new PictureException("The WebP is damaged: nothing in it states its size.")
            : (sizes.Max(size => size.Width), sizes.Max(size => size.Height));
    }

    public bool IsWhole(ReadOnlyMemory<byte> file) => BinaryPrimitives.ReadUInt32LittleEndian(file.Span[4..]) <= file.Length - 8;

    public IReadOnlyDictionary<string, string> ReadTexts(ReadOnlyMemory<byte> file)
    {
        var texts = new Texts();
        foreach (var chunk in WebpChunk.ReadAll(file).Where(chunk => chunk.IsMetadata))
        {
            texts.Spend(chunk.Data.Length);
            if (chunk.Type == "EXIF")
            {
                ExifTexts.Read(chunk.Data, texts);
            }
        }

        return texts.ByKeyword;
    }

    public byte[] AddTexts(byte[] file, IReadOnlyDictionary<string, string> texts)
    {
        var (width, height) = ReadSize(file);
        var header = new byte[10];
        header[0] = ExifFlag;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), width - 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(7), (ushort)(height - 1));
        var pixels = WebpChunk.ReadAll(file).Single(chunk => chunk.Type is "VP8 " or "VP8L");
        return WebpChunk.WriteAll([new WebpChunk("VP8X", header), pixels, new WebpChunk("EXIF", ExifTexts.Write(texts))]);
    }

    // Nothing in it is compressed.
    public void CheckMetadata(ReadOnlyMemory<byte> file) =>
        new Texts().Spend(WebpChunk.ReadAll(file).Where(chunk => chunk.IsMetadata).Sum(chunk => chunk.Data.Length));

    public ReadOnlyMemory<byte> ForDecoder(ReadOnlyMemory<byte> file)
    {
        CheckMetadata(file);
        return file;
    }
}
