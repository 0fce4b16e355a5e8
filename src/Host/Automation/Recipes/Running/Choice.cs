using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>Takes the best: those with the highest score, or those that a script says.</summary>
/// <param name="scripts">Runs scripts; null where this server runs none.</param>
internal sealed class Choice(Func<IRunner?> scripts)
{
    public async Task<IReadOnlyList<JudgedCandidate>> ChooseAsync(
        Run run, CheckedRecipe recipe, IReadOnlyList<JudgedCandidate> judged, IRunLog log, CancellationToken cancellation)
    {
        // A stable sort: of equals, what was made first.
        IReadOnlyList<JudgedCandidate> ordered = [.. judged.OrderByDescending(one => one.Score)];
        if (recipe.Document.Choose.Script is { } script)
        {
            ordered = await AskAsync(script, run, ordered, log, cancellation);
        }

        var best = ordered.Take(recipe.Document.Choose.Best).ToList();
        foreach (var one in best)
        {
            log.Write("info", $"choose: picture {one.Candidate.Picture.Id}");
        }

        return best;
    }

    private async Task<IReadOnlyList<JudgedCandidate>> AskAsync(
        string script, Run run, IReadOnlyList<JudgedCandidate> ordered, IRunLog log, CancellationToken cancellation)
    {
        var runner = scripts();
        await CheckAsync(runner, script, cancellation);
        var target = new RunTarget(RunKinds.Script, script, JsonSerializer.Serialize(ordered.Select(one => one.Candidate.Picture.Id)));
        var outcome = await runner!.RunAsync(run with { Target = target }, log, cancellation);
        if (outcome.State != JobState.Succeeded)
        {
            throw new RunException(
                outcome.Error?.Code ?? "script_failed", $"the script {script} failed: {outcome.Error?.Message}", "choose.script");
        }

        var taken = Ids(outcome.Result).Select(id => ordered.FirstOrDefault(one => one.Candidate.Picture.Id == id))
            .OfType<JudgedCandidate>().Distinct().ToList();
        return taken.Count > 0 ? taken : throw new RunException(
            "nothing_chosen", $"the script {script} returned none of the pictures' ids, but {Shown(outcome.Result)}", "choose.script");
    }

    /// <exception cref="RequestException">There is no such script.</exception>
    public static async Task CheckAsync(IRunner? runner, string script, CancellationToken cancellation)
    {
        const string field = "choose.script";
        try
        {
            await (runner ?? throw new RequestException(field, "this server runs no scripts")).CheckAsync(
                new RunTarget(RunKinds.Script, script, "[]"), cancellation);
        }
        catch (RequestException exception)
        {
            throw new RequestException(field, exception.Problem);
        }
    }

    // One id, or a list of them.
    private static IEnumerable<string> Ids(string? result)
    {
        if (result is null)
        {
            return [];
        }

        var value = JsonElement.Parse(result);
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array =>
                value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
            _ => [],
        };
    }

    private static string Shown(string? result) => Texts.OneLine.Of(result ?? "nothing", 100);
}
