using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Webhooks.Out;

/// <summary>Which events a webhook wants: <c>job.succeeded</c>, <c>job.*</c> or <c>*</c>.</summary>
internal static class EventFilter
{
    private const string Rest = ".*";

    private static readonly string[] Families = ["job", "picture", "run", "recipe", "script", "schedule", "hook", "plugin", "webhook"];
    private static readonly string[] OfJobs = [.. Enum.GetValues<JobState>().Select(StoredEvent.TypeOf), "picture.created"];

    public static bool Matches(IEnumerable<string> filters, string type) => filters.Any(filter =>
        filter == "*" || filter == type
            || (filter.EndsWith(Rest, StringComparison.Ordinal) && type.StartsWith(filter[..^1], StringComparison.Ordinal)));

    /// <summary>What is wrong with a filter; null where nothing is.</summary>
    public static string? Problem(string filter)
    {
        if (filter == "*")
        {
            return null;
        }

        if (filter.Split('.') is not [var family, { Length: > 0 } rest])
        {
            return $"{OneLine.Quoted(filter)} is not possible; it must be a type as job.succeeded, a family as job.*, or *";
        }

        if (!Families.Contains(family))
        {
            return $"{OneLine.Quoted(filter)} is unknown{NearestName.Hint(family, Families)}; there are {string.Join(", ", Families.Select(name => name + Rest))}";
        }

        // Of these all are known; what recipes, schedules and plugins tell may become more.
        return family is "job" or "picture" && rest != "*" && !OfJobs.Contains(filter)
            ? $"{OneLine.Quoted(filter)} is unknown{NearestName.Hint(filter, OfJobs)}"
            : null;
    }
}
