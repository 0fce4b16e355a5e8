namespace Atelier.Host.Automation.Runs;

/// <summary>What a job that a run asked for says of where it comes from.</summary>
internal static class RunSource
{
    private const string Prefix = "run:";

    public static string Of(Run run) => Prefix + run.Id;

    /// <summary>The run's id; null where the job comes from elsewhere.</summary>
    public static string? IdOf(string source) => source.StartsWith(Prefix, StringComparison.Ordinal) ? source[Prefix.Length..] : null;
}
