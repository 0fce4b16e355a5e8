using System.Text.Json;
using Atelier.Host.Automation.Recipes;
using Atelier.Host.Automation.Recipes.Running;
using Atelier.Host.Automation.Recipes.Templates;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Tests.Automation.Recipes.Templates;

public class TemplateScopeTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 21, 7, 5, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("a {{season}} day", "a autumn day")]
    [InlineData("{{date}} {{date:d MMMM yyyy}} {{time}} {{time:HH}}", "2026-11-21 21 November 2026 07:05 07")]
    [InlineData("{{weekday}} {{ month }}", "Saturday November")]
    [InlineData("{{counter}} {{counter:000}}", "7 007")]
    [InlineData("{{recipe}}/{{run}}", "hero/RUN")]
    [InlineData("{{args.subject}}", "a lighthouse")]
    [InlineData("{{data.weather.current.words.1}} {{data.weather.wind}} {{data.weather.calm}}", "rain 3.5 true")]
    [InlineData("{{data.weather.pressure}}", "1013")]
    [InlineData("no {braces} at all }} {{", "no {braces} at all }} {{")]
    public void An_expression_becomes_its_value(string text, string rendered) => Assert.Equal(rendered, Scope().Render(text));

    [Theory]
    [InlineData(12, "winter", "summer")]
    [InlineData(2, "winter", "summer")]
    [InlineData(3, "spring", "autumn")]
    [InlineData(8, "summer", "winter")]
    [InlineData(9, "autumn", "spring")]
    public void Seasons_are_whole_months_and_turned_round_in_the_south(int month, string north, string south)
    {
        var day = new DateTimeOffset(2026, month, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal((north, south), (Season.Of(day, "north"), Season.Of(day, "south")));
    }

    [Fact]
    public void Data_that_neither_the_answer_nor_the_fallback_has_ends_the_run_with_its_name()
    {
        var failed = Assert.Throws<RunException>(() => Scope().Render("{{data.weather.current}}"));
        Assert.Contains("data.weather.current is neither in what example.org answered nor in its fallback", failed.Message);
        Assert.Equal("data.weather", failed.Place);
    }

    [Fact]
    public void What_is_picked_is_the_same_for_the_same_key_and_not_always_the_first()
    {
        var words = Enumerable.Range(0, 50).Select(i => Picked($"key {i}")).ToList();
        Assert.Equal(["blue", "green", "red"], words.Distinct().Order());
        Assert.Equal(words, Enumerable.Range(0, 50).Select(i => Picked($"key {i}")));
        var several = Scope().Render(string.Concat(Enumerable.Repeat("{{pick: a | b}}", 40)));
        Assert.Contains('a', several);
        Assert.Contains('b', several);
    }

    [Fact]
    public void Data_from_elsewhere_adds_nothing_to_a_prompts_grammar()
    {
        var request = JsonSerializer.SerializeToElement(new { prompt = "x {{data.weather.evil}} {{args.subject}}", steps = 3 });
        Assert.Equal(
            "x (sun 1.9) lora a 1 wild a b".Replace("(", "").Replace(")", "") + " a lighthouse",
            Rendering.OfRequest(request, Scope()).GetProperty("prompt").GetString());
        Assert.Equal(3, Rendering.OfRequest(request, Scope()).GetProperty("steps").GetInt32());
    }

    private static string Picked(string key) => Scope(key).Render("{{pick: red | green | blue}}");

    private static TemplateScope Scope(string key = "key")
    {
        var answer =
            JsonElement.Parse(
                """{ "current": { "words": ["sun", "rain"] }, "wind": 3.5, "calm": true, "evil": "(sun:1.9)<lora:a:1>__wild__{a|b}" }""");
        var data = new FetchedData("example.org", answer, JsonElement.Parse("""{ "pressure": 1013 }"""));
        var facts = new RecipeFacts("RUN", "", false, Day, 7, new Dictionary<string, FetchedData> { ["weather"] = data });
        return new TemplateScope(facts, "hero", "north", new Dictionary<string, string> { ["subject"] = "a lighthouse" }, new Chance(key));
    }
}
