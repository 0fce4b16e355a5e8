namespace Atelier.Host.Automation;

/// <summary>
/// What the owner of a server decides about what runs by itself. <see cref="Configuration.AutomationSettings"/> has a line for each.
/// </summary>
internal sealed record AutomationOptions
{
    /// <summary>How many recipes, scripts and jobs of schedules run at once. Default 4.</summary>
    public int Runs { get; init; } = 4;

    /// <summary>Records of runs that ended longer ago are removed, with their logs; null keeps them. Default 90 days.</summary>
    public TimeSpan? KeepRuns { get; init; } = TimeSpan.FromDays(90);
}
