using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

/// <summary>A difference of Gaussians with a threshold, as sd-webui-controlnet has it (after Winnemöller 2011, XDoG).</summary>
internal sealed class ScribbleXdog : IPreprocessor
{
    private const double Fine = 0.5;
    private const double Coarse = 5;

    public string Name => "scribble_xdog";

    public IReadOnlyList<string> Aliases => ["scribble", "xdog"];

    public string Description => "Thick strokes, white on black, where the picture is darker than around (XDoG).";

    public string ControlType => "Scribble";

    public IReadOnlyList<PartOption> Options { get; } =
        [new("threshold", 32, 1, 64, "How much darker a stroke is: less gives more strokes.")];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var raster = Raster.Of(picture);
        var fine = GaussianBlur.Blur(raster, Fine, context.Cancellation).Values;
        var coarse = GaussianBlur.Blur(raster, Coarse, context.Cancellation).Values;
        var levels = new byte[picture.Width * picture.Height];
        for (int i = 0, p = 0; i < levels.Length; i++, p += Picture.Channels)
        {
            var darker = Math.Min(coarse[p] - fine[p], Math.Min(coarse[p + 1] - fine[p + 1], coarse[p + 2] - fine[p + 2]));

            // sd-webui-controlnet keeps the whole levels of 255 less this.
            var level = (int)Math.Clamp(255 - darker, 0, 255);
            levels[i] = 2 * (255 - level) > context.Options["threshold"] ? byte.MaxValue : (byte)0;
        }

        return Grey.ToPicture(levels, picture.Width, picture.Height);
    }
}
