using Atelier.Curating;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Texts;
using Atelier.Networks;

namespace Atelier.Host.Worker.Work;

/// <summary>Asks the scorers and rules.</summary>
internal sealed class CuratingAnswers(IModelFiles files, IModelRuntime networks)
{
    public Assessment Assess(IPartRegistry parts, AssessQuestion question, CancellationToken cancellation)
    {
        var picture = PictureCodec.Decode(question.File);
        var refusals = new List<Refusal>();
        foreach (var use in question.Rules)
        {
            var rule = parts.Find<IPictureRule>(use.Name);
            if (rule.Refuse(picture, Context(question, use, rule.Options, cancellation)) is { } reason)
            {
                refusals.Add(new Refusal(rule.Name, reason));
            }
        }

        return new Assessment(refusals, refusals.Count > 0 ? [] : [.. question.Scorers.Select(use =>
        {
            var scorer = parts.Find<IPictureScorer>(use.Name);
            return Score(scorer, scorer.Score(picture, Context(question, use, scorer.Options, cancellation)));
        })]);
    }

    public Curators List(IPartRegistry parts) => new(
        [
            .. parts.All<IPictureScorer>().Select(scorer => new CuratorInfo(
                scorer.Name, scorer.Label, scorer.Aliases, scorer.Description, scorer.Options, scorer.Lacks(files), scorer.Minimum,
                scorer.Maximum)),
        ],
        [
            .. parts.All<IPictureRule>().Select(rule => new CuratorInfo(
                rule.Name, rule.Label, rule.Aliases, rule.Description, rule.Options, rule.Lacks(files))),
        ]);

    private static PictureScore Score(IPictureScorer scorer, double score) => score >= scorer.Minimum && score <= scorer.Maximum
        ? new PictureScore(scorer.Name, score, (score - scorer.Minimum) / (scorer.Maximum - scorer.Minimum))
        : throw new RequestException(
            "scorer", $"{OneLine.Quoted(scorer.Name)} gave {score}; it says that it scores from {scorer.Minimum} to {scorer.Maximum}");

    private CuratingContext Context(AssessQuestion question, PartUse use, IReadOnlyList<PartOption> options, CancellationToken cancellation) =>
        new(question.Prompt, RequestOptions.Bind(use.Name, options, use.Options), files, networks, cancellation);
}
