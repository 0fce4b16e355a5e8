using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

internal sealed class None : IPreprocessor
{
    public string Name => "none";

    public string Label => "None";

    public string Description => "The picture as it is: it is the map already.";

    public bool KeepsSize => true;

    public Picture Process(Picture picture, PreprocessingContext context) => picture;
}
