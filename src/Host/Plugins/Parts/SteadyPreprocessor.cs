using Atelier.Host.Texts;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Preprocessing;

namespace Atelier.Host.Plugins;

internal sealed class SteadyPreprocessor : SteadyPart<IPreprocessor>, IPreprocessor
{
    public SteadyPreprocessor(IPreprocessor? inner)
        : base("preprocessor", inner)
    {
        Options = PartOptionCheck.Of("preprocessor", Name, Inner.Options);
        ControlType = OneLine.Of(Inner.ControlType ?? "", 64);
        KeepsSize = Inner.KeepsSize;
        MarksMask = Inner.MarksMask;
    }

    public IReadOnlyList<PartOption> Options { get; }

    public string ControlType { get; }

    public bool KeepsSize { get; }

    public bool MarksMask { get; }

    public IReadOnlyList<PreprocessorModel>? Models(IModelFiles files) => Inner.Models(files);

    public Picture Process(Picture picture, PreprocessingContext context) => Inner.Process(picture, context);
}
