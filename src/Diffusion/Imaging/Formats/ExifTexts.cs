using System.Text;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>
/// Texts in an EXIF block (EXIF 2.3): the parameters as the user comment, where AUTOMATIC1111 reads and writes them, and the recipe as the
/// maker note, which is there for what only its maker reads.
/// </summary>
internal static class ExifTexts
{
    private const ushort MakerNote = 0x927c;
    private const ushort UserComment = 0x9286;

    /// <summary>What stands before the block in JPEG, and in WebP too where Pillow wrote it.</summary>
    public static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    private static ReadOnlySpan<byte> OurNote => "Atelier\0"u8;

    private static ReadOnlySpan<byte> Unicode => "UNICODE\0"u8;

    private static ReadOnlySpan<byte> Ascii => "ASCII\0\0\0"u8;

    /// <summary>The block, without <see cref="Prefix"/>.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, string> texts)
    {
        var tags = new List<(ushort Tag, byte[] Value)>();
        if (texts.TryGetValue(PictureMetadata.RecipeKeyword, out var recipe))
        {
            tags.Add((MakerNote, [.. OurNote, .. Encoding.UTF8.GetBytes(recipe)]));
        }

        if (texts.TryGetValue(PictureMetadata.ParametersKeyword, out var parameters))
        {
            tags.Add((UserComment, [.. Unicode, .. Encoding.BigEndianUnicode.GetBytes(parameters)]));
        }

        return ExifBlock.Write(tags);
    }

    /// <summary>Adds the texts of a block, with or without <see cref="Prefix"/>.</summary>
    public static void Read(ReadOnlyMemory<byte> block, Texts texts)
    {
        var tags = ExifBlock.Read(block.Span.StartsWith(Prefix) ? block[Prefix.Length..] : block);
        if (tags.TryGetValue(MakerNote, out var note) && note.Span.StartsWith(OurNote))
        {
            texts.Add(PictureMetadata.RecipeKeyword, Encoding.UTF8.GetString(note.Span[OurNote.Length..]));
        }

        if (tags.TryGetValue(UserComment, out var comment) && Decode(comment.Span) is { Length: > 0 } parameters)
        {
            texts.Add(PictureMetadata.ParametersKeyword, parameters);
        }
    }

    private static string Decode(ReadOnlySpan<byte> comment) =>
        comment.StartsWith(Unicode) ? Encoding.BigEndianUnicode.GetString(comment[Unicode.Length..])
        : comment.StartsWith(Ascii) ? Encoding.ASCII.GetString(comment[Ascii.Length..])
        : Encoding.UTF8.GetString(comment).Trim('\0');
}
