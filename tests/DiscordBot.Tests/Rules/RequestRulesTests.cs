using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.Generation;

namespace Atelier.DiscordBot.Tests.Rules;

public sealed class RequestRulesTests
{
    private readonly FakeCatalog _catalog = new();

    [Fact]
    public void What_a_request_says_itself_stays()
    {
        var rules = new ChannelRules { Model = "dreamshaper", NegativePrompt = "blurry", Steps = 12, Size = "landscape" };
        var request = Fox() with { Model = "starter", NegativePrompt = "rain", Steps = 5, Width = 320, Height = 256 };

        var ruled = Apply(rules, request);

        Assert.Equal(("starter", "rain", 5, 320, 256), (ruled.Model, ruled.NegativePrompt, ruled.Steps, ruled.Width, ruled.Height));
    }

    [Fact]
    public void A_picture_to_begin_from_keeps_its_own_size() =>
        Assert.Null(Apply(new ChannelRules { Size = "wide" }, Fox() with { Image = new ImageInput { Picture = "sha256:1" } }).Width);

    [Fact]
    public void A_models_own_steps_and_size_are_brought_within_the_limits()
    {
        var ruled = Apply(new ChannelRules { Model = "juggernaut-xl", MostSteps = 8, MostSide = 768 }, Fox());

        Assert.Equal((8, 768, 768), (ruled.Steps, ruled.Width, ruled.Height));
    }

    [Fact]
    public void A_grid_is_left_out() =>
        Assert.Null(Apply(new ChannelRules(), Fox() with { Grid = new GridPlan { X = new GridAxis("steps", ["1", "2"]) } }).Grid);

    [Fact]
    public void Beyond_a_limit_it_is_refused_by_its_name()
    {
        var rules = new ChannelRules { MostSteps = 20, MostPictures = 2, MostSide = 512 };
        Assert.Contains(
            "`steps` may be at most 20 here; this asks for 21", Refused(rules, Fox() with { Steps = 21 }), StringComparison.Ordinal);
        Assert.Contains("`steps`", Refused(rules, Fox() with { Hires = new HiresFix { Steps = 30, Scale = 1 } }), StringComparison.Ordinal);
        Assert.Contains(
            "`count` may be 1 to 2 here; this asks for 4", Refused(rules, Fox() with { Count = 2, BatchSize = 2 }),
            StringComparison.Ordinal);
        Assert.Contains("`size` may have at most 512", Refused(rules, Fox() with { Width = 520, Height = 64 }), StringComparison.Ordinal);
        Assert.Contains(
            "this would have 1024", Refused(rules, Fox() with { Hires = new HiresFix { Scale = 4 } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_models_that_are_allowed_may_make_or_refine_a_picture()
    {
        var rules = new ChannelRules { Models = ["dreamshaper"] };
        Assert.Equal("dreamshaper", Apply(rules, Fox()).Model);
        Assert.Contains("allowed here", Refused(rules, Fox() with { Model = "starter" }), StringComparison.Ordinal);
        Assert.Contains(
            "allowed here", Refused(rules, Fox() with { Refiner = new RefinerStage { Model = "starter" } }), StringComparison.Ordinal);
        Assert.Contains("no such `model`", Refused(new ChannelRules(), Fox() with { Model = "unknown" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_model_or_any_allowed_one_it_is_said_so()
    {
        Assert.Contains("None of the models", Refused(new ChannelRules { Models = ["gone"] }, Fox()), StringComparison.Ordinal);
        _catalog.Choices = _catalog.Choices with { Models = [] };
        Assert.Contains("no model on the server yet", Refused(new ChannelRules(), Fox()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_is_not_wanted_is_refused_without_repeating_it()
    {
        var said = Refused(new ChannelRules { BannedWords = ["bad"] }, Fox() with { Hires = new HiresFix { Prompt = "a BAD fox" } });

        Assert.Contains("not wanted here", said, StringComparison.Ordinal);
        Assert.DoesNotContain("bad", said, StringComparison.OrdinalIgnoreCase);
        Apply(new ChannelRules { BannedWords = ["bad"] }, Fox() with { NegativePrompt = "bad hands" });
    }

    private static GenerationRequest Fox() => new() { Prompt = "a fox" };

    private GenerationRequest Apply(ChannelRules rules, GenerationRequest request) => RequestRules.Apply(rules, request, _catalog.Choices);

    private string Refused(ChannelRules rules, GenerationRequest request) => Assert.Throws<Refusal>(() => Apply(rules, request)).Message;
}
