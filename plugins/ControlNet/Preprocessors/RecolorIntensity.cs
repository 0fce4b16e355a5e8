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

    public Picture Process(Picture picture, PreprocessingContext context) =>
        Recolor.Of(picture, context.Options, (red, green, blue) => Math.Max(red, Math.Max(green, blue)));
}
