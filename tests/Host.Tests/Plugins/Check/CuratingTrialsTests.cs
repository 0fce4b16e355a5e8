using Atelier.Curating;
using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Check;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Host.Tests.Plugins.Check;

public class CuratingTrialsTests
{
    [Fact]
    public void A_scorer_that_does_what_it_says_works() => Assert.Equal((null, "works"), Outcome(new Scorer { Gives = _ => 0.5 }));

    [Fact]
    public void A_rule_that_does_what_it_says_works() =>
        Assert.Equal((null, "works"), Outcome(new Rule { Says = picture => picture.Width < 10 ? "it is small" : null }));

    [Fact]
    public void A_scorer_that_does_wrong_is_told()
    {
        var calls = 0;
        Assert.Equal("scores 1.5; it says that it scores from 0 to 1", Outcome(new Scorer { Gives = _ => 1.5 }).Problem);
        Assert.Equal("scores NaN; it says that it scores from 0 to 1", Outcome(new Scorer { Gives = _ => double.NaN }).Problem);
        Assert.Equal("gives other scores for the same picture", Outcome(new Scorer { Gives = _ => ++calls % 2 }).Problem);
    }

    [Fact]
    public void A_rule_that_does_wrong_is_told()
    {
        var calls = 0;
        Assert.Equal("refuses a picture without a reason in one line", Outcome(new Rule { Says = _ => "" }).Problem);
        Assert.Equal(
            "judges the same picture otherwise the second time",
            Outcome(new Rule { Says = _ => ++calls % 2 == 0 ? "even" : null }).Problem);
    }

    [Fact]
    public void What_lacks_a_file_is_not_tried_and_says_so() => Assert.Equal(
        (null, "needs a CLIP model; with it, it can be tried"),
        Outcome(new Scorer { Lacking = "needs a CLIP model", Gives = _ => throw new InvalidOperationException("There is no file.") }));

    private static (string? Problem, string Note) Outcome(INamed part)
    {
        var parts = new PluginParts();
        _ = part is IPictureScorer scorer ? parts.AddScorer(scorer) : parts.AddRule((IPictureRule)part);
        var outcome = CuratingTrials.Of(parts).Single().Run();
        return (outcome.Problem, outcome.Note);
    }

    private sealed class Scorer : IPictureScorer
    {
        public string Name => "some";

        public string? Lacking { get; init; }

        public Func<Picture, double> Gives { get; init; } = _ => 0;

        public string? Lacks(IModelFiles files) => Lacking;

        public double Score(Picture picture, CuratingContext context) => Gives(picture);
    }

    private sealed class Rule : IPictureRule
    {
        public string Name => "some";

        public Func<Picture, string?> Says { get; init; } = _ => null;

        public string? Refuse(Picture picture, CuratingContext context) => Says(picture);
    }
}
