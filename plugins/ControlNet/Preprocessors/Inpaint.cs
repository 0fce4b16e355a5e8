using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

internal sealed class Inpaint : IPreprocessor
{
    private const int Half = 127;

    public string Name => "inpaint";

    public string Label => "inpaint_global_harmonious";

    public IReadOnlyList<string> Aliases => ["inpaint_only"];

    public string Description => "The picture, with what the mask covers marked for the network; shown black.";

    public string ControlType => "Inpaint";

    public bool KeepsSize => true;

    public bool MarksMask => true;

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        if (context.Mask is not { } mask)
        {
            return picture;
        }

        var pixels = picture.Pixels.ToArray();
        for (var p = 0; p < pixels.Length; p += Picture.Channels)
        {
            if (mask.Pixels[p] > Half)
            {
                pixels.AsSpan(p, Picture.Channels).Clear();
            }
        }

        return Picture.Own(picture.Width, picture.Height, pixels);
    }
}
