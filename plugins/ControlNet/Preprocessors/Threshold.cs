using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

internal sealed class Threshold : IPreprocessor
{
    public string Name => "threshold";

    public IReadOnlyList<string> Aliases => ["binary"];

    public string Description => "White where the darkest channel is above a level, else black.";

    public string ControlType => "Scribble";

    public IReadOnlyList<PartOption> Options { get; } = [new("threshold", 127, 0, 255, "The level.")];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var pixels = picture.Pixels;
        var threshold = context.Options["threshold"];
        var levels = new byte[picture.Width * picture.Height];
        for (int i = 0, p = 0; i < levels.Length; i++, p += Picture.Channels)
        {
            levels[i] = Math.Min(pixels[p], Math.Min(pixels[p + 1], pixels[p + 2])) > threshold ? byte.MaxValue : (byte)0;
        }

        return Grey.ToPicture(levels, picture.Width, picture.Height);
    }
}
