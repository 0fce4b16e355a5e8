using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

/// <summary>What is darker than its surroundings, by how much, as sd-webui-controlnet has it.</summary>
internal sealed class LineartStandard : IPreprocessor
{
    private const float LeastUnit = 16;
    private const float Middle = 127;

    public string Name => "lineart_standard";

    public string Label => "lineart_standard (from white bg & black line)";

    public string Description => "Lines, white on black, from a drawing of dark lines on light ground.";

    public string ControlType => "Lineart";

    public IReadOnlyList<PartOption> Options { get; } =
    [
        new("sigma", 6, 0.5, 64, "How far a line's surroundings reach, pixels."),
        new("threshold", 8, 0, 255, "How much darker something is to be counted as a line."),
    ];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var raster = Raster.Of(picture);
        var around = GaussianBlur.Blur(raster, context.Options["sigma"], context.Cancellation).Values;
        var darker = new float[picture.Width * picture.Height];
        for (int i = 0, p = 0; i < darker.Length; i++, p += Picture.Channels)
        {
            var least = float.MaxValue;
            for (var channel = 0; channel < Picture.Channels; channel++)
            {
                least = Math.Min(least, around[p + channel] - raster.Values[p + channel]);
            }

            darker[i] = Math.Clamp(least, 0, 255);
        }

        // A usual line becomes middle grey.
        var unit = Math.Max(LeastUnit, Median(Array.FindAll(darker, value => value > context.Options["threshold"])));
        return Grey.ToPicture(
            Array.ConvertAll(darker, value => (byte)Math.Clamp(value / unit * Middle, 0, 255)), picture.Width, picture.Height);
    }

    private static float Median(float[] values)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
