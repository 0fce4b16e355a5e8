using Atelier.Compliance.Doubles;
using Atelier.Curating;
using Atelier.Generation;
using Atelier.Networks;
using Xunit;

namespace Atelier.Compliance;

/// <summary>
/// What every <see cref="IPictureScorer"/> keeps to. Inherit it and give the scorer, with files and what runs them where it needs some.
/// </summary>
public abstract class ScorerCompliance
{
    private static readonly NoFiles None = new();

    protected abstract IPictureScorer Scorer { get; }

    /// <summary>The files beside the models; none where it needs none.</summary>
    protected virtual IModelFiles Files => None;

    /// <summary>Runs those files.</summary>
    protected virtual IModelRuntime Runtime => None;

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Scorer);

    [Fact]
    public void Its_range_is_one()
    {
        Assert.True(double.IsFinite(Scorer.Minimum) && double.IsFinite(Scorer.Maximum), $"{Scorer.Name} has no finite range.");
        Assert.True(Scorer.Minimum < Scorer.Maximum, $"{Scorer.Name} scores from {Scorer.Minimum} to {Scorer.Maximum}.");
    }

    [Fact]
    public void Every_score_lies_in_its_range() =>
        Assert.All(CuratedPictures.All, picture => Assert.InRange(Scorer.Score(picture, Context()), Scorer.Minimum, Scorer.Maximum));

    [Fact]
    public void The_same_picture_has_the_same_score_on_any_thread()
    {
        var expected = CuratedPictures.All.Select(picture => Scorer.Score(picture, Context())).ToList();
        var scores = Enumerable.Range(0, 8).AsParallel()
            .Select(_ => CuratedPictures.All.Select(picture => Scorer.Score(picture, Context())).ToList());
        Assert.All(scores, score => Assert.Equal(expected, score));
    }

    [Fact]
    public void An_empty_prompt_and_a_long_one_are_scored() => Assert.All((string[])["", new string('a', 5000)], prompt =>
        Assert.InRange(Scorer.Score(CuratedPictures.All[3], Context() with { Prompt = prompt }), Scorer.Minimum, Scorer.Maximum));

    [Fact]
    public void Every_value_that_an_option_allows_is_accepted() => Assert.All(Scorer.Options, option =>
    {
        Assert.InRange(option.Default, option.Minimum, option.Maximum);
        Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{option.Name} has no description.");
        foreach (var value in (double[])[option.Minimum, option.Maximum])
        {
            var options = PartOptions.Bind(Scorer.Options, new Dictionary<string, double> { [option.Name] = value });
            Assert.InRange(Scorer.Score(CuratedPictures.All[3], Context() with { Options = options }), Scorer.Minimum, Scorer.Maximum);
        }
    });

    [Fact]
    public void It_lacks_nothing_here_and_says_what_where_it_does()
    {
        Assert.Null(Scorer.Lacks(Files));
        if (Scorer.Lacks(None) is { } lacking)
        {
            Assert.False(string.IsNullOrWhiteSpace(lacking));
            Assert.DoesNotContain('\n', lacking);
            Assert.Throws<RequestException>(() => Scorer.Score(CuratedPictures.All[3], Context() with { Files = None, Runtime = None }));
        }
    }

    [Fact]
    public void The_picture_stays_as_it_was()
    {
        var picture = CuratedPictures.Of(20, 20, i => (byte)i);
        var before = picture.Pixels.ToArray();
        Scorer.Score(picture, Context());
        Assert.Equal(before, picture.Pixels.ToArray());
    }

    private CuratingContext Context() => new("a lighthouse", PartOptions.Bind(Scorer.Options), Files, Runtime, CancellationToken.None);
}
