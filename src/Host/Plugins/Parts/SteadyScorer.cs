using Atelier.Curating;
using Atelier.Host.Texts;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Host.Plugins;

internal sealed class SteadyScorer : SteadyPart<IPictureScorer>, IPictureScorer
{
    public SteadyScorer(IPictureScorer? inner)
        : base("scorer", inner)
    {
        Options = PartOptionCheck.Of("scorer", Name, Inner.Options);
        (Minimum, Maximum) = (Inner.Minimum, Inner.Maximum);
        if (!double.IsFinite(Minimum) || !double.IsFinite(Maximum) || Minimum >= Maximum)
        {
            throw new PluginException($"the scorer '{Name}' scores from {Minimum} to {Maximum}, which is no range");
        }
    }

    public IReadOnlyList<PartOption> Options { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    public string? Lacks(IModelFiles files) => Inner.Lacks(files) is { } lacking ? OneLine.Of(lacking) : null;

    public double Score(Picture picture, CuratingContext context) => Inner.Score(picture, context);
}
