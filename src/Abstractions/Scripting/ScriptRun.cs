using System.Text.Json;
using Atelier.Jobs;

namespace Atelier.Scripting;

/// <summary>A recipe, script or job that was started on the server.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind"><c>recipe</c>, <c>script</c> or <c>job</c>.</param>
/// <param name="Name">Which recipe or script.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Result">What it gave; null where it gave nothing.</param>
public sealed record ScriptRun(string Id, string Kind, string Name, JobState State, JobError? Error, JsonElement? Result)
{
    /// <summary>Whether it will not change any more.</summary>
    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}
