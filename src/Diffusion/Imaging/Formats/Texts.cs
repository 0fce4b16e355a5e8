using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Formats;

/// <summary>Collects a file's texts by keyword (the last of several wins, as in Pillow) and counts what they cost.</summary>
internal sealed class Texts
{
    private readonly Dictionary<string, string> _byKeyword = [];

    /// <summary>Bytes that may still come.</summary>
    public int Room { get; private set; } = PictureLimits.Metadata;

    public IReadOnlyDictionary<string, string> ByKeyword => _byKeyword;

    public void Add(string keyword, string text) => _byKeyword[keyword] = text;

    /// <summary>Counts bytes of metadata, after inflation.</summary>
    public void Spend(int bytes)
    {
        Room -= bytes;
        if (Room < 0)
        {
            throw new PictureException($"The picture carries more than {PictureLimits.Metadata >> 20} MB of metadata.");
        }
    }
}
