using Atelier.Compliance.Doubles;
using Atelier.Curating;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Xunit;

namespace Atelier.Compliance;

/// <summary>
/// What every <see cref="IPictureRule"/> keeps to. Inherit it and give the rule, with one picture that it accepts and one that it refuses.
/// </summary>
public abstract class RuleCompliance
{
    private static readonly NoFiles None = new();

    protected abstract IPictureRule Rule { get; }

    /// <summary>A picture that it accepts with <see cref="Options"/>.</summary>
    protected abstract Picture Accepted { get; }

    /// <summary>A picture that it refuses with <see cref="Options"/>.</summary>
    protected abstract Picture Refused { get; }

    /// <summary>Values of its options for the two pictures. Default: its defaults.</summary>
    protected virtual IReadOnlyDictionary<string, double>? Options => null;

    /// <summary>The files beside the models; none where it needs none.</summary>
    protected virtual IModelFiles Files => None;

    /// <summary>Runs those files.</summary>
    protected virtual IModelRuntime Runtime => None;

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Rule);

    [Fact]
    public void It_accepts_a_good_picture() => Assert.Null(Rule.Refuse(Accepted, Context()));

    [Fact]
    public void It_refuses_a_bad_picture_and_says_why_in_a_line()
    {
        var reason = Rule.Refuse(Refused, Context());
        Assert.False(string.IsNullOrWhiteSpace(reason), $"{Rule.Name} refuses without a reason, or accepts.");
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public void It_looks_at_any_picture_and_decides_alike_on_any_thread()
    {
        var expected = CuratedPictures.All.Select(picture => Rule.Refuse(picture, Context())).ToList();
        var reasons = Enumerable.Range(0, 8).AsParallel()
            .Select(_ => CuratedPictures.All.Select(picture => Rule.Refuse(picture, Context())).ToList());
        Assert.All(reasons, reason => Assert.Equal(expected, reason));
    }

    [Fact]
    public void Every_value_that_an_option_allows_is_accepted() => Assert.All(Rule.Options, option =>
    {
        Assert.InRange(option.Default, option.Minimum, option.Maximum);
        Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{option.Name} has no description.");
        foreach (var value in (double[])[option.Minimum, option.Maximum])
        {
            var options = PartOptions.Bind(Rule.Options, new Dictionary<string, double> { [option.Name] = value });
            Rule.Refuse(Accepted, Context() with { Options = options });
        }
    });

    [Fact]
    public void It_lacks_nothing_here_and_says_what_where_it_does()
    {
        Assert.Null(Rule.Lacks(Files));
        if (Rule.Lacks(None) is { } lacking)
        {
            Assert.False(string.IsNullOrWhiteSpace(lacking));
            Assert.Throws<RequestException>(() => Rule.Refuse(Accepted, Context() with { Files = None, Runtime = None }));
        }
    }

    private CuratingContext Context() =>
        new("a lighthouse", PartOptions.Bind(Rule.Options, Options), Files, Runtime, CancellationToken.None);
}
