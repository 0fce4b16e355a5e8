using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Compliance.Doubles;

/// <summary>Pictures that scorers and rules are shown.</summary>
internal static class CuratedPictures
{
    public static IReadOnlyList<Picture> All { get; } =
    [
        Flat(0), Flat(127), Flat(255), Of(64, 48, i => (byte)(i * 37 % 251)), Of(31, 77, i => (byte)(i / 93 * 3)),
        Of(1, 9, i => (byte)(i * 9)), Of(1, 1, _ => 7),
        Of(40, 40, i => (byte)(i / 3 % 2 * 255)), Of(40, 40, i => (byte)(i % 3 == 0 ? 255 : 0)),
    ];

    public static Picture Flat(byte level) => Of(24, 16, _ => level);

    public static Picture Of(int width, int height, Func<int, byte> level) =>
        Picture.Own(width, height, [.. Enumerable.Range(0, width * height * Picture.Channels).Select(level)]);
}

/// <summary>A models folder without files, and nothing that runs any.</summary>
internal sealed class NoFiles : IModelFiles, IModelRuntime
{
    public IReadOnlyList<ModelFile> List(string kind) => [];

    public ModelFile Find(string kind, string name, string field) => throw new Generation.RequestException(field, "there is none");

    public INetwork Open(ModelFile file, CancellationToken cancellation = default) =>
        throw new InvalidOperationException("It opens a network and names no file.");
}
