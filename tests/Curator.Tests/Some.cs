using Atelier.Curating;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Curator.Tests;

internal static class Some
{
    public static Picture Of(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> pixel)
    {
        var pixels = new byte[width * height * Picture.Channels];
        for (var i = 0; i < width * height; i++)
        {
            (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = pixel(i % width, i / width);
        }

        return Picture.Own(width, height, pixels);
    }

    public static Picture Grey(int width, int height, Func<int, int, int> level) => Of(width, height, (x, y) =>
    {
        var value = (byte)level(x, y);
        return (value, value, value);
    });

    public static CuratingContext Context(IReadOnlyList<PartOption>? options = null, IModelFiles? files = null, IModelRuntime? runtime = null, string prompt = "") =>
        new(prompt, PartOptions.Bind(options ?? []), files!, runtime!, CancellationToken.None);
}
