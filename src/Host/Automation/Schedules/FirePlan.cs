using Atelier.Host.Automation.Schedules.Times;

namespace Atelier.Host.Automation.Schedules;

/// <summary>What is due now, sorted by what is done about it. Times that were missed all lie before those that run on time.</summary>
/// <param name="Missed">How many are left out.</param>
/// <param name="FirstMissed">The first of them.</param>
/// <param name="LastMissed">The last of them.</param>
/// <param name="Late">Run though they were missed, in order.</param>
/// <param name="OnTime">Run, in order.</param>
internal sealed record FirePlan(
    long Missed, DateTimeOffset? FirstMissed, DateTimeOffset? LastMissed, IReadOnlyList<DateTimeOffset> Late,
    IReadOnlyList<DateTimeOffset> OnTime)
{
    /// <summary>Later than this is missed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>The most that are made up for.</summary>
    public const int MostLate = 100;

    /// <summary>The last time that this settles; null where nothing is due.</summary>
    public DateTimeOffset? Last => OnTime is [.., var onTime] ? onTime : Late is [.., var late] ? late : LastMissed;

    /// <param name="settled">What is due up to here is settled.</param>
    /// <param name="lead">How long before its time it starts.</param>
    public static FirePlan Of(Timetable table, MissedPolicy policy, DateTimeOffset settled, DateTimeOffset now, TimeSpan lead)
    {
        var onTime = new List<DateTimeOffset>();
        var late = new Queue<DateTimeOffset>();
        var (missed, first, last) = (0L, (DateTimeOffset?)null, (DateTimeOffset?)null);
        var most = policy switch
        {
            MissedPolicy.Skip => 0,
            MissedPolicy.Once => 1,
            _ => MostLate,
        };
        foreach (var due in table.After(settled).TakeWhile(due => due - lead <= now))
        {
            if (now - due <= Tolerance)
            {
                onTime.Add(due);
            }
            else
            {
                late.Enqueue(due);
                LeaveOut(most);
            }
        }

        // One that runs on time makes up for those before it.
        if (policy == MissedPolicy.Once && onTime.Count > 0)
        {
            LeaveOut(0);
        }

        return new FirePlan(missed, first, last, [.. late], onTime);

        void LeaveOut(int kept)
        {
            while (late.Count > kept)
            {
                (missed, last) = (missed + 1, late.Dequeue());
                first ??= last;
            }
        }
    }
}
