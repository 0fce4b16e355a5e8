using Atelier.Curating;
using Atelier.Generation;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;
using Atelier.Host.Worker.Work;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Host.Tests.Worker.Work;

public class CuratingAnswersTests
{
    [Fact]
    public void A_picture_that_no_rule_refuses_is_scored_with_the_options_and_the_prompt_that_were_given()
    {
        var scorer = new Scorer();

        var assessment = Assess([Use("wide")], [Use("width", ("least", 24))], new Wide(), scorer);

        Assert.Empty(assessment.Refusals);
        var score = Assert.Single(assessment.Scores);
        Assert.Equal(("width", 64, 0.5), (score.Scorer, score.Score, score.Share));
        Assert.Equal(("a lighthouse", 24), scorer.Seen);
    }

    [Fact]
    public void One_that_a_rule_refuses_is_not_scored_and_every_rule_is_asked()
    {
        var scorer = new Scorer();

        var assessment =
            Assess([Use("wide", ("width", 100)), Use("wide", ("width", 10)), Use("wide", ("width", 1000))], [Use("width")], new Wide(),
                scorer);

        Assert.Equal([new Refusal("wide", "is less than 100"), new Refusal("wide", "is less than 1000")], assessment.Refusals);
        Assert.Empty(assessment.Scores);
        Assert.Null(scorer.Seen);
    }

    [Fact]
    public void A_score_outside_its_own_range_is_the_scorer_s_fault() => Assert.Equal(
        "'width' gave 300; it says that it scores from 0 to 128",
        Assert.Throws<RequestException>(() => Assess([], [Use("width")], new Scorer { Gives = 300 })).Problem);

    [Fact]
    public void A_part_or_an_option_that_is_not_there_is_named()
    {
        Assert.Throws<RequestException>(() => Assess([Use("nothing")], []));
        Assert.Equal("wide", Assert.Throws<RequestException>(() => Assess([Use("wide", ("heigth", 1))], [], new Wide())).Field);
    }

    [Fact]
    public void All_are_listed_with_their_ranges_and_what_they_lack()
    {
        var listed = Answers().List(new SomeParts(new Wide(), new Scorer { Lacking = "needs a model" }));

        Assert.Equal(
            ("width", 0.0, 128.0, "needs a model"),
            (listed.Scorers[0].Name, listed.Scorers[0].Minimum, listed.Scorers[0].Maximum, listed.Scorers[0].Lacks));
        Assert.Equal(("wide", "width", null), (listed.Rules[0].Name, listed.Rules[0].Options[0].Name, listed.Rules[0].Lacks));
    }

    private static Assessment Assess(IReadOnlyList<PartUse> rules, IReadOnlyList<PartUse> scorers, params INamed[] parts) =>
        Answers().Assess(new SomeParts(parts), new AssessQuestion(PictureFile.Png(64, 32), "a lighthouse", rules, scorers),
            CancellationToken.None);

    private static CuratingAnswers Answers()
    {
        var none = new SomeParts();
        return new CuratingAnswers(none, none);
    }

    private static PartUse Use(string name, params (string Name, double Value)[] options) =>
        new(name, options.ToDictionary(option => option.Name, option => option.Value));

    private sealed class Scorer : IPictureScorer
    {
        public string Name => "width";

        public double Maximum => 128;

        public IReadOnlyList<PartOption> Options { get; } = [new("least", 1, 0, 100, "Whatever.")];

        public double? Gives { get; init; }

        public string? Lacking { get; init; }

        public (string Prompt, double Least)? Seen { get; private set; }

        public string? Lacks(IModelFiles files) => Lacking;

        public double Score(Picture picture, CuratingContext context)
        {
            Seen = (context.Prompt, context.Options["least"]);
            return Gives ?? picture.Width;
        }
    }

    private sealed class Wide : IPictureRule
    {
        public string Name => "wide";

        public IReadOnlyList<PartOption> Options { get; } = [new("width", 1, 0, 10_000, "Pixels.")];

        public string? Refuse(Picture picture, CuratingContext context) =>
            picture.Width < context.Options["width"] ? $"is less than {context.Options["width"]}" : null;
    }
}
