using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

internal sealed class Invert : IPreprocessor
{
    public string Name => "invert";

    public IReadOnlyList<string> Aliases => ["invert (from white bg & black line)"];

    public string Description => "The picture's negative: white lines on black from black lines on white.";

    public string ControlType => "Lineart";

    public bool KeepsSize => true;

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var pixels = new byte[picture.Pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(255 - picture.Pixels[i]);
        }

        return Picture.Own(picture.Width, picture.Height, pixels);
    }
}
