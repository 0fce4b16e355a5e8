using Atelier.Host.Texts;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.Host.Plugins;

internal sealed class SteadyPreprocessor : SteadyPart<IPreprocessor>, IPreprocessor
{
    public SteadyPreprocessor(IPreprocessor? inner)
        : base("preprocessor", inner)
    {
        Options = [.. Inner.Options ?? []];
        ControlType = OneLine.Of(Inner.ControlType ?? "", 64);
    }

    public IReadOnlyList<PartOption> Options { get; }

    public string ControlType { get; }

    public Picture Process(Picture picture, PreprocessingContext context) => Inner.Process(picture, context);
}
