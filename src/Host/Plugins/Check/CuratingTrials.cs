using Atelier.Curating;
using Atelier.Imaging;

namespace Atelier.Host.Plugins.Check;

/// <summary>Tries the parts of a plugin that tell good pictures from bad ones, without any file beside the models.</summary>
internal static class CuratingTrials
{
    private const int LongPrompt = 5000;

    private static readonly IReadOnlyList<Picture> Pictures = [Flat(0), Flat(255), TrialPicture.Some(64, 48), TrialPicture.Some(31, 77),
        TrialPicture.Some(1, 1)];

    public static IEnumerable<PartTrial> Of(PluginParts parts) =>
    [
        .. parts.Of<IPictureScorer>().Select(part => new PartTrial($"scorer {part.Name}", part.Value, () => Scorer(part.Value))),
        .. parts.Of<IPictureRule>().Select(part => new PartTrial($"rule {part.Name}", part.Value, () => Rule(part.Value))),
    ];

    private static TrialOutcome Scorer(IPictureScorer scorer)
    {
        if (scorer.Lacks(TrialFiles.None) is { } lacking)
        {
            return Lacks(lacking);
        }

        foreach (var picture in Pictures)
        {
            var (first, second) = (scorer.Score(picture, Context(scorer.Options)), scorer.Score(picture, Context(scorer.Options)));
            if (!(first >= scorer.Minimum && first <= scorer.Maximum))
            {
                return $"scores {first}; it says that it scores from {scorer.Minimum} to {scorer.Maximum}";
            }

            if (first != second)
            {
                return "gives other scores for the same picture";
            }
        }

        return new TrialOutcome(null);
    }

    private static TrialOutcome Rule(IPictureRule rule)
    {
        if (rule.Lacks(TrialFiles.None) is { } lacking)
        {
            return Lacks(lacking);
        }

        foreach (var picture in Pictures)
        {
            var (first, second) = (rule.Refuse(picture, Context(rule.Options)), rule.Refuse(picture, Context(rule.Options)));
            if (first is not null && (string.IsNullOrWhiteSpace(first) || first.Contains('\n')))
            {
                return "refuses a picture without a reason in one line";
            }

            if (first != second)
            {
                return "judges the same picture otherwise the second time";
            }
        }

        return new TrialOutcome(null);
    }

    private static TrialOutcome Lacks(string lacking) => new(null, $"{lacking}; with it, it can be tried");

    private static CuratingContext Context(IReadOnlyList<PartOption> options) =>
        new(new string('a', LongPrompt), PartOptions.Bind(options), TrialFiles.None, TrialFiles.None, CancellationToken.None);

    private static Picture Flat(byte level) => Picture.Own(24, 16, [.. Enumerable.Repeat(level, 24 * 16 * Picture.Channels)]);
}
