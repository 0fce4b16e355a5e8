using System.IO.Compression;
using System.Text;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>PNG's three kinds of text chunk (PNG specification, 11.3.3).</summary>
internal static class PngText
{
    /// <summary>Writes as Pillow's <c>add_text</c> does: tEXt where Latin-1 holds the text, otherwise iTXt, both uncompressed.</summary>
    /// <param name="keyword">1 to 79 Latin-1 characters.</param>
    /// <param name="text">Any text.</param>
    public static PngChunk Write(string keyword, string text)
    {
        if (text.All(character => character <= 0xff))
        {
            return PngChunk.Create("tEXt", Encoding.Latin1.GetBytes($"{keyword}\0{text}"));
        }

        const string uncompressedWithoutLanguage = "\0\0\0\0\0";
        return PngChunk.Create("iTXt", Encoding.UTF8.GetBytes($"{keyword}{uncompressedWithoutLanguage}{text}"));
    }

    /// <summary>Whether a chunk is a text that takes more room than the chunk.</summary>
    public static bool IsCompressed(PngChunk chunk) => chunk.Type == "zTXt"
        || (chunk.Type == "iTXt" && chunk.Data.Span.IndexOf((byte)0) is >= 0 and var end
            && end + 1 < chunk.Data.Length && chunk.Data.Span[end + 1] != 0);

    /// <summary>Adds the text of a chunk; any other kind of chunk adds nothing.</summary>
    public static void Read(PngChunk chunk, Texts texts)
    {
        if (chunk.Type is not ("tEXt" or "zTXt" or "iTXt"))
        {
            return;
        }

        chunk.Check();
        texts.Spend(chunk.Data.Length);
        var data = chunk.Data;
        var keyword = Encoding.Latin1.GetString(TakeField(ref data).Span);
        if (chunk.Type == "tEXt")
        {
            texts.Add(keyword, Encoding.Latin1.GetString(data.Span));
        }
        else if (chunk.Type == "zTXt")
        {
            TakeByte(ref data);
            texts.Add(keyword, Encoding.Latin1.GetString(Inflate(data, texts)));
        }
        else
        {
            var compressed = TakeByte(ref data) != 0;
            TakeByte(ref data);
            TakeField(ref data);
            TakeField(ref data);
            texts.Add(keyword, Encoding.UTF8.GetString(compressed ? Inflate(data, texts) : data.Span));
        }
    }

    private static ReadOnlySpan<byte> Inflate(ReadOnlyMemory<byte> data, Texts texts)
    {
        // One byte more than there is room for tells a text that is too long from one that just fits.
        var inflated = new byte[Math.Min(texts.Room, MaxRatio * (data.Length + 1)) + 1];
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            var length = zlib.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false);
            texts.Spend(length);
            return inflated.AsSpan(0, length);
        }
        catch (InvalidDataException exception)
        {
            throw new PictureException("The PNG is damaged: a compressed text in it does not inflate.", exception);
        }
    }

    // Deflate cannot do better than 1032 to 1 (zlib's technical details), so a short chunk needs no large buffer.
    private const int MaxRatio = 1032;

    private static ReadOnlyMemory<byte> TakeField(ref ReadOnlyMemory<byte> data)
    {
        var end = data.Span.IndexOf((byte)0);
        if (end < 0)
        {
            throw new PictureException("The PNG is damaged: a text chunk in it has no end to its keyword.");
        }

        var field = data[..end];
        data = data[(end + 1)..];
        return field;
    }

    private static byte TakeByte(ref ReadOnlyMemory<byte> data)
    {
        if (data.IsEmpty)
        {
            throw new PictureException("The PNG is damaged: a text chunk in it ends too early.");
        }

        var value = data.Span[0];
        data = data[1..];
        return value;
    }
}
