namespace Atelier.Host.Automation.Runs;

/// <summary>What a job that a run asked for says of where it comes from.</summary>
internal static class RunSource
{
    public static string Of(Run run) => "run:" + run.Id;
}
