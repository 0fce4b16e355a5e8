using Atelier.Host.Api.Synchronous;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Worker;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>Has the worker look at each picture: which may be shown, and how good they are.</summary>
internal sealed class Judge(KeptPictures pictures, IWorkers workers)
{
    /// <exception cref="RunException">None of them may be shown.</exception>
    public async Task<IReadOnlyList<JudgedCandidate>> JudgeAsync(
        CheckedRecipe recipe, IReadOnlyList<Candidate> candidates, IRunLog log, CancellationToken cancellation)
    {
        var judged = new List<JudgedCandidate>();
        var refused = "";
        foreach (var candidate in candidates)
        {
            var picture = candidate.Picture;
            if (await pictures.ReadAsync(picture, picture.Format, quality: null, cancellation) is not { } file)
            {
                log.Write("warning", $"check: picture {picture.Id} is gone");
                continue;
            }

            var question = new AssessQuestion(file, picture.Prompt, recipe.Rules, [.. recipe.Scorers.Select(scorer => scorer.Use)]);
            var assessment = await workers.AskAsync(question, cancellation);
            if (assessment.Refusals.Count > 0)
            {
                refused = string.Join("; ", assessment.Refusals.Select(refusal => $"{refusal.Rule}: {refusal.Reason}"));
                log.Write("warning", $"check: picture {picture.Id} is refused by {refused}");
                continue;
            }

            var score = Total(recipe.Scorers, assessment.Scores);
            judged.Add(new JudgedCandidate(candidate, file, assessment.Scores, score));
            log.Write("info", $"check: picture {picture.Id} is accepted{Said(assessment.Scores, score)}");
        }

        return judged.Count > 0 ? judged : throw new RunException(
            "all_refused",
            refused.Length > 0 ? $"all {candidates.Count} pictures were refused, the last by {refused}" : "the pictures are gone");
    }

    private static double Total(IReadOnlyList<WeightedScorer> scorers, IReadOnlyList<PictureScore> scores) =>
        scorers.Count == 0
            ? 0
            : scorers.Zip(scores).Sum(pair => pair.First.Weight * pair.Second.Share) / scorers.Sum(scorer => scorer.Weight);

    private static string Said(IReadOnlyList<PictureScore> scores, double total) => scores.Count == 0 ? "" : FormattableString.Invariant(
        $": {string.Join(", ", scores.Select(score => FormattableString.Invariant($"{score.Scorer} {score.Score:0.###}")))}; together {total:0.###}");
}
