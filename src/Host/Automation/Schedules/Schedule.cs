using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Automation.Schedules;

/// <summary>What is done about times at which it could not run, because the server was down or the clock was set forward.</summary>
internal enum MissedPolicy
{
    /// <summary>Nothing.</summary>
    Skip,

    /// <summary>It runs once, for the newest of them.</summary>
    Once,

    /// <summary>It runs for each of them, one after another: for the newest hundred at most.</summary>
    All,
}

/// <summary>What is done when it is due and its last run is not over.</summary>
internal enum OverlapPolicy
{
    /// <summary>This time is left out.</summary>
    Skip,

    /// <summary>It runs when the last one is over.</summary>
    Queue,

    /// <summary>The last one is ended.</summary>
    Replace,
}

/// <summary>What runs when, as it was asked for. Has a cron expression or an interval.</summary>
internal sealed record SchedulePlan
{
    public required RunTarget Target { get; init; }

    /// <summary>Five fields as cron has them, or Quartz's six or seven.</summary>
    public string? Cron { get; init; }

    public TimeSpan? Every { get; init; }

    /// <summary>An IANA time zone.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Nothing is due before; an interval is counted from it.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Nothing is due after.</summary>
    public DateTimeOffset? Until { get; init; }

    public MissedPolicy Missed { get; init; } = MissedPolicy.Once;

    public OverlapPolicy Overlap { get; init; } = OverlapPolicy.Skip;

    /// <summary>It starts up to this much later: how much, is the same for the same schedule and time.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Whether its times are when it is to be ready: it starts as long before as its last runs took.</summary>
    public bool Deadline { get; init; }

    /// <summary>How long a run takes, until some have been measured.</summary>
    public TimeSpan Expected { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether it is due at other times than another.</summary>
    public bool HasOtherTimes(SchedulePlan other) =>
        (Cron, Every, Zone, From, Until) != (other.Cron, other.Every, other.Zone, other.From, other.Until);
}

/// <summary>A schedule that is kept.</summary>
/// <param name="Settled">What is done about all times up to this one is settled, for good.</param>
internal sealed record Schedule(
    string Id, string Name, string Owner, SchedulePlan Plan, bool Paused, DateTimeOffset Settled, DateTimeOffset CreatedAt)
{
    private const string TriggerPrefix = "schedule:";

    /// <summary>What its runs say started them.</summary>
    public string Trigger => TriggerOf(Name);

    public static string TriggerOf(string name) => TriggerPrefix + name;

    /// <summary>The name of the schedule that started a run; null where none did.</summary>
    public static string? NameOf(string trigger) =>
        trigger.StartsWith(TriggerPrefix, StringComparison.Ordinal) ? trigger[TriggerPrefix.Length..] : null;

    /// <summary>Its runs go one after another.</summary>
    public string Lane => "schedule:" + Id;

    /// <summary>The key of the one run for a time.</summary>
    public string KeyOf(DateTimeOffset due) => $"schedule:{Id}:{due.UtcDateTime:yyyy-MM-ddTHH:mm:ss.FFFFFFFZ}";
}
