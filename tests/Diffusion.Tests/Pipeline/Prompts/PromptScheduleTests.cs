using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

public sealed class PromptScheduleTests
{
    [GoldenFact]
    [Trait("Category", "Golden")]
    public void Every_golden_prompt_gives_its_schedule()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Golden.PathOf("prompts", "expected.json")));
        var examples = json.RootElement.GetProperty("schedules");
        Assert.NotEqual(0, examples.GetArrayLength());
        foreach (var example in examples.EnumerateArray())
        {
            var expected = example.GetProperty("parsed").EnumerateArray()
                .Select(entry => new ScheduledText(entry[0].GetInt32(), entry[1].GetString()!));
            Assert.Equal(expected, PromptSchedule.Parse(example.GetProperty("text").GetString()!, example.GetProperty("steps").GetInt32()));
        }
    }

    // What Lark makes of AUTOMATIC1111's grammar, over 10 steps.
    [Theory]
    [InlineData("[a:b:2.5]", "10 a")]
    [InlineData("[a:b:1.0]", "10 a")]
    [InlineData("[a:b:1e1]", "10 a")]
    [InlineData("[a:b:-1]", "10 b")]
    [InlineData("[a:b:0]", "10 b")]
    [InlineData("[a:b:\n3 ]", "3 a", "10 b")]
    [InlineData("(a:[b:c:3]", "3 (a:b", "10 (a:c")]
    [InlineData("[[a:b:3]", "3 [a", "10 [b")]
    [InlineData("[a:b:3]]", "3 a]", "10 b]")]
    [InlineData("[a\\:b:3]", "3 ", "10 a\\:b")]
    [InlineData("[x:3:5]", "5 x", "10 3")]
    [InlineData("(a:b:c [d:e:3])", "3 (a:b:c d)", "10 (a:b:c e)")]
    [InlineData("(a [b:c] d [e:f:3])", "3 (a [b:c] d e)", "10 (a [b:c] d f)")]
    [InlineData("[(a:b):d:3]", "3 (a:b)", "10 d")]
    [InlineData("[[[a:b:2]:c:4]:d:6]", "2 a", "4 b", "6 c", "10 d")]
    public void Nested_and_unbalanced_brackets_read_as_in_the_original(string text, params string[] expected) =>
        Assert.Equal(expected, PromptSchedule.Parse(text, 10).Select(entry => $"{entry.EndStep} {entry.Text}"));

    [Theory]
    [InlineData("[a:[b:c]:3]")]
    [InlineData("[a:(b:3]")]
    [InlineData("([a:b:3)]")]
    [InlineData("[a:b:3\\]")]
    [InlineData("x [a:b:3] \\")]
    [InlineData("a|b [c:d:3]")]
    [InlineData("[a:b|c:3]")]
    [InlineData("((a|b)) [c:d:3]")]
    [InlineData("[a:b:c:3]")]
    [InlineData("[a:b:３]")]
    [InlineData("[(a:b:c):d:3]")]
    [InlineData("[a:b:3 4]")]
    public void What_the_grammar_does_not_cover_is_text(string text) =>
    Assert.Equal([new ScheduledText(10, text)], PromptSchedule.Parse(text, 10));

    [Fact]
    public void A_schedule_rises_to_the_last_step() => Prop.ForAll(Some.Prompts, Gen.Choose(1, 30).ToArbitrary(), (text, steps) =>
    {
        var schedule = PromptSchedule.Parse(text, steps);
        var rises = schedule.Zip(schedule.Skip(1)).All(pair => pair.First.EndStep < pair.Second.EndStep);
        return rises && schedule[0].EndStep >= 1 && schedule[^1].EndStep == steps;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_without_bars_and_numbers_stays_as_it_is() => Prop.ForAll(Some.Prompts, text =>
    {
        var plain = new string([.. text.Where(character => character != '|' && !char.IsAsciiDigit(character))]);
        return PromptSchedule.Parse(plain, 10) is [var entry] && entry == new ScheduledText(10, plain);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Hostile_text_parses_without_delay()
    {
        var watch = Stopwatch.StartNew();
        foreach (var part in (string[])["[", "[a:", "[|", "(", "]", "[a:b:3]", "[a|b]", "([", "\\", "[a]"])
        {
            PromptSchedule.Parse(new StringBuilder().Insert(0, part, (1 << 18) / part.Length).ToString(), 20);
        }

        // Below a second where nothing else runs; quadratic time would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }
}
