using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>The data of <c>recipe.started</c>, <c>script.failed</c> and their like.</summary>
/// <param name="Result">What its runner gave; left out where that is long.</param>
internal sealed record RunEvent(
    string RunId, string Kind, string Name, string Trigger, JobState State, int Attempts, DateTimeOffset? DueAt, DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    JobError? Error, JsonNode? Result)
{
    private const int LongestResult = 16_384;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A run of a job tells of itself as <c>run.…</c>: <c>job.…</c> is what the job itself tells.</summary>
    public static string TypeOf(Run run) => (run.Target.Kind == RunKinds.Job ? "run" : run.Target.Kind) + "." + run.State switch
    {
        JobState.Running => "started",
        var state => state.ToString().ToLowerInvariant(),
    };

    public static string Write(Run run) => JsonSerializer.Serialize(
        new RunEvent(
            run.Id, run.Target.Kind, run.Target.Name, run.Trigger, run.State, run.Attempts, run.DueAt, run.StartedAt, run.EndedAt,
            run.Error,
            run.Result is { Length: <= LongestResult } result ? JsonNode.Parse(result) : null),
        Json);
}
