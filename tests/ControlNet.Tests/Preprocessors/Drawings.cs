using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Tests.Preprocessors;

/// <summary>Small pictures as text: a digit a pixel, 0 black to 9 white, and back.</summary>
internal static class Drawings
{
    private const int Step = 28;

    public static Picture Grey(params string[] rows) =>
        Picture.Own(rows[0].Length, rows.Length,
            [.. rows.SelectMany(row => row).SelectMany(digit => Enumerable.Repeat((byte)Math.Min(255, (digit - '0') * Step), 3))]);

    public static Picture Flat(int width, int height, byte red, byte green, byte blue) =>
        Picture.Own(width, height, [.. Enumerable.Repeat<byte[]>([red, green, blue], width * height).SelectMany(pixel => pixel)]);

    /// <summary># where white, . where black, ? elsewhere.</summary>
    public static string[] Lines(Picture map) =>
        [.. Enumerable.Range(0, map.Height)
            .Select(y =>
                string.Concat(Enumerable.Range(0, map.Width).Select(x => At(map, x, y) switch { 255 => '#', 0 => '.', _ => '?' })))];

    public static byte At(Picture map, int x, int y, int channel = 0) => map.Pixels[(((y * map.Width) + x) * Picture.Channels) + channel];

    public static Picture Map(string preprocessor, Picture picture, params (string Name, double Value)[] options) =>
        Map(preprocessor, picture, 0, null, options);

    public static Picture Map(string preprocessor, Picture picture, ulong seed, Picture? mask, params (string Name, double Value)[] options)
    {
        var part = PluginParts.All.Preprocessors[preprocessor];
        var bound = PartOptions.Bind(part.Options, options.ToDictionary(option => option.Name, option => option.Value));
        return part.Process(picture, new PreprocessingContext(bound, mask, seed, null, new NoNetworks(), CancellationToken.None));
    }

    private sealed class NoNetworks : IModelRuntime
    {
        public INetwork Open(ModelFile file, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("No network is needed here.");
    }
}
