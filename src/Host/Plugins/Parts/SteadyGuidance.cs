using Atelier.Guidance;

namespace Atelier.Host.Plugins;

internal sealed class SteadyGuidance : SteadyPart<IGuidance>, IGuidance
{
    public SteadyGuidance(IGuidance? inner)
        : base("guidance", inner) => Options = PartOptionCheck.Of("guidance", Name, inner!.Options);

    public IReadOnlyList<PartOption> Options { get; }

    public IGuidanceRun Begin(GuidanceContext context) => Inner.Begin(context);
}
