using Atelier.FrontEnds;
using Atelier.Host.FrontEnds;

namespace Atelier.Host.Plugins.Check;

/// <summary>Opens a session of each front end of a plugin for a moment, and stops it.</summary>
internal static class FrontEndTrials
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    public static IEnumerable<PartTrial> Of(PluginParts parts) =>
        parts.Of<IFrontEnd>().Select(part => new PartTrial($"front end {part.Name}", part.Value, () => Try(part.Value)));

    private static TrialOutcome Try(IFrontEnd frontEnd)
    {
        var host = new TrialFrontEndHost();
        var end = new FrontEndRun(frontEnd, host, FrontEndLife.Grace, TimeProvider.System).RunAsync(() => { }, Task.Delay(Moment))
            .GetAwaiter().GetResult();
        return end.Kind switch
        {
            SessionEndKind.Stopped => new TrialOutcome(null, host.Line is { } line ? $"works: {line}" : "works"),
            SessionEndKind.Refused => new TrialOutcome(null, $"opens, and wants something before it works: {end.Reason}"),
            _ => end.Reason,
        };
    }
}
