using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

internal sealed class RecolorIntensity : IPreprocessor
{
    public string Name => "recolor_intensity";

    public string Description => "The picture without its colours: each pixel's brightest channel.";

    public string ControlType => Recolor.ControlType;

    public bool KeepsSize => true;

    public IReadOnlyList<PartOption> Options { get; } = [Recolor.Gamma];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var pixels = picture.Pixels;
        var gamma = Recolor.Levels(context.Options);
        var levels = new byte[picture.Width * picture.Height];
        for (int i = 0, p = 0; i < levels.Length; i++, p += Picture.Channels)
        {
            levels[i] = gamma[Math.Max(pixels[p], Math.Max(pixels[p + 1], pixels[p + 2]))];
        }

        return Grey.ToPicture(levels, picture.Width, picture.Height);
    }
}
