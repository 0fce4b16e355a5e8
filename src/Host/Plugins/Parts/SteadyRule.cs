using Atelier.Curating;
using Atelier.Host.Texts;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Host.Plugins;

internal sealed class SteadyRule : SteadyPart<IPictureRule>, IPictureRule
{
    public SteadyRule(IPictureRule? inner)
        : base("rule", inner) => Options = PartOptionCheck.Of("rule", Name, Inner.Options);

    public IReadOnlyList<PartOption> Options { get; }

    public string? Lacks(IModelFiles files) => Inner.Lacks(files) is { } lacking ? OneLine.Of(lacking) : null;

    public string? Refuse(Picture picture, CuratingContext context) =>
        Inner.Refuse(picture, context) is { } reason ? OneLine.Of(reason) : null;
}
