using Atelier.Curator.Rules;

namespace Atelier.Curator.Tests.Rules;

public class RuleTests
{
    [Fact]
    public void A_blank_picture_is_refused_with_how_far_its_colours_spread()
    {
        var rule = new NotBlank();
        var reason = rule.Refuse(Some.Grey(16, 16, (x, _) => 100 + (x % 2 * 2)), Some.Context(rule.Options));
        Assert.Equal("it is blank: its colours spread by 0.004, and 0.02 is the least", reason);
    }

    [Fact]
    public void A_picture_of_one_brightness_and_two_colours_is_not_blank()
    {
        var rule = new NotBlank();
        Assert.Null(rule.Refuse(Some.Of(16, 16, (x, _) => x < 8 ? ((byte)180, (byte)60, (byte)60) : ((byte)60, (byte)121, (byte)60)),
            Some.Context(rule.Options)));
    }

    [Fact]
    public void A_size_that_is_refused_is_named_with_what_is_allowed()
    {
        var rule = new SizeWithin();
        var options = PartOptions.Bind(rule.Options, new Dictionary<string, double> { ["max_width"] = 100, ["max_height"] = 100 });
        Assert.Equal(
            "it is 120×80 pixels, and 100×100 is the most",
            rule.Refuse(Some.Grey(120, 80, (_, _) => 0), Some.Context() with { Options = options }));
    }
}
