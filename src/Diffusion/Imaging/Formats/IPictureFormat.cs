using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>
/// What is done to a file of one format without decoding its pixels. Every method refuses damage with a <see cref="PictureException"/>.
/// </summary>
internal interface IPictureFormat
{
    /// <summary>For messages: <c>PNG</c>.</summary>
    string Name { get; }

    /// <summary>libvips' operation that decodes it from memory.</summary>
    string Loader { get; }

    /// <summary>Whether the file begins as this format does.</summary>
    bool Matches(ReadOnlySpan<byte> file);

    /// <summary>The size that the header states, unchecked.</summary>
    (int Width, int Height) ReadSize(ReadOnlyMemory<byte> file);

    /// <summary>Whether the file goes on to its end, as far as that shows without decoding.</summary>
    bool IsWhole(ReadOnlyMemory<byte> file);

    /// <summary>The texts in it by keyword, within <see cref="PictureLimits.Metadata"/>.</summary>
    IReadOnlyDictionary<string, string> ReadTexts(ReadOnlyMemory<byte> file);

    /// <summary>
    /// Refuses metadata that grows beyond all measure when it is inflated, or is too much as it stands. Text alone is
    /// <see cref="ReadTexts"/>'s.
    /// </summary>
    void CheckMetadata(ReadOnlyMemory<byte> file);

    /// <summary>The file, as an encoder made it, with texts added.</summary>
    byte[] AddTexts(byte[] file, IReadOnlyDictionary<string, string> texts);

    /// <summary>The file without what its pixels do not need, so that no compressed metadata reaches the decoder.</summary>
    ReadOnlyMemory<byte> ForDecoder(ReadOnlyMemory<byte> file);
}
