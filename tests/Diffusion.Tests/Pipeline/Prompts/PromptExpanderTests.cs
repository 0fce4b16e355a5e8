using Atelier.Generation;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

public sealed class PromptExpanderTests
{
    [Fact]
    public void The_same_seed_gives_the_same_prompt_and_seeds_give_all_of_them()
    {
        using var files = new WildcardFiles(("color.txt", "red\ngreen\nblue"));
        var prompts = Enumerable.Range(0, 60).Select(seed => files.Expander.Expand("{a|b} __color__", (ulong)seed)).ToArray();
        Assert.Equal(prompts, Enumerable.Range(0, 60).Select(seed => files.Expander.Expand("{a|b} __color__", (ulong)seed)));
        Assert.Equal(["a blue", "a green", "a red", "b blue", "b green", "b red"], prompts.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_recipe_replays_on_any_version()
    {
        using var files = new WildcardFiles();
        Assert.Equal("dabbaebe", files.Expander.Expand(string.Concat(Enumerable.Repeat("{a|b|c|d|e}", 8)), 42));
    }

    [Fact]
    public void Wildcards_and_choices_nest()
    {
        using var files = new WildcardFiles(("animal.txt", "{a small |}__kind/pet__"), ("kind/pet.txt", "cat"));
        var prompts = Enumerable.Range(0, 40).Select(seed => files.Expander.Expand("{one {x|y}|__animal__}", (ulong)seed)).Distinct();
        Assert.Equal(["a small cat", "cat", "one x", "one y"], prompts.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{3::a|1::b}", 0.75)]
    [InlineData("{0.5::a|0.5::b}", 0.5)]
    [InlineData("{9::a|b}", 0.9)]
    [InlineData("{0::b|2::a}", 1)]
    public void Weights_are_shares(string text, double share)
    {
        using var files = new WildcardFiles();
        var count = Enumerable.Range(0, 2000).Count(seed => files.Expander.Expand(text, (ulong)seed) == "a");

        // Four standard deviations of 2000 draws.
        Assert.InRange(count / 2000.0, share - 0.045, share + 0.045);
    }

    [Theory]
    [InlineData("{2$$a|b|c}", "a, b", "a, c", "b, a", "b, c", "c, a", "c, b")]
    [InlineData("{2$$ and $$a|b}", "a and b", "b and a")]
    [InlineData("{0-1$$a|b}", "", "a", "b")]
    [InlineData("{5$$a}", "a")]
    public void A_count_takes_that_many_different_options(string text, params string[] expected)
    {
        using var files = new WildcardFiles();
        Assert.Equal(
            expected, Enumerable.Range(0, 200).Select(seed => files.Expander.Expand(text, (ulong)seed)).Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a \\{b|c\\} d", "a {b|c} d")]
    [InlineData("\\__color__", "__color__")]
    [InlineData("{a\\|b}", "{a|b}")]
    [InlineData("{nai {style}}, saber_\\(fate\\), snake_case, ____, __ x __, {, }, a|b", null)]
    [InlineData("{a|b", null)]
    public void What_is_escaped_or_no_choice_is_text(string text, string? expected)
    {
        using var files = new WildcardFiles(("color.txt", "red"));
        Assert.Equal(expected ?? text, files.Expander.Expand(text, 1));
    }

    [Theory]
    [InlineData("a __colour__", "__colour__", "known: b, color")]
    [InlineData("__../../etc/passwd__", "__../../etc/passwd__", "known: b, color")]
    [InlineData("__b__", "__b__", "no entries")]
    public void A_wildcard_that_gives_nothing_is_named_with_those_that_do(string text, params string[] said)
    {
        using var files = new WildcardFiles(("color.txt", "red"), ("b.txt", "# nothing\n"));
        var error = Assert.Throws<RequestException>(() => files.Expander.Expand(text, 1, "negativePrompt"));
        Assert.Equal("negativePrompt", error.Field);
        Assert.All(said, part => Assert.Contains(part, error.Message));
    }

    [Fact]
    public void A_wildcard_that_uses_itself_is_named_with_its_way()
    {
        using var files = new WildcardFiles(("a.txt", "__b__"), ("b.txt", "x __A__"));
        Assert.Contains("a > b > A", Assert.Throws<RequestException>(() => files.Expander.Expand("__a__", 1)).Message);
    }

    [Fact]
    public void Wildcards_that_multiply_are_stopped()
    {
        using var files = new WildcardFiles(
        [
            .. Enumerable.Range(0, 30).Select(level => ($"deep{level}.txt", $"__deep{level + 1}__")),
            ("wide.txt", Repeat("__more__")),
            ("more.txt", Repeat("__end__")),
            ("end.txt", "{|}"),
        ]);
        Assert.Contains("more than 20 deep", Assert.Throws<RequestException>(() => files.Expander.Expand("__deep0__", 1)).Message);
        Assert.Contains("more than 1000 wildcards", Assert.Throws<RequestException>(() => files.Expander.Expand("__wide__", 1)).Message);

        static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 40));
    }

    [Fact]
    public void What_comes_out_is_at_most_a_megabyte()
    {
        using var files = new WildcardFiles(("long.txt", new string('x', 1 << 19)));
        Assert.Equal(1 << 20, files.Expander.Expand("__long____long__", 1).Length);
        Assert.Contains("too long", Assert.Throws<RequestException>(() => files.Expander.Expand("__long__ __long__", 1)).Message);
    }

    [Fact]
    public void A_prompt_without_their_marks_stays_as_it_is()
    {
        using var files = new WildcardFiles();
        Prop.ForAll(Some.Prompts, ArbMap.Default.ArbFor<ulong>(), (text, seed) =>
        {
            var plain = new string([.. text.Where(character => !"_|$\\".Contains(character))]);
            return files.Expander.Expand(plain, seed) == plain;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_prompt_expands_or_names_its_field()
    {
        using var files = new WildcardFiles(("a.txt", "{x|__b c__}"), ("1.txt", "y"));
        Prop.ForAll(Some.Prompts, ArbMap.Default.ArbFor<ulong>(), (text, seed) =>
        {
            try
            {
                return files.Expander.Expand(text, seed) == files.Expander.Expand(text, seed);
            }
            catch (RequestException exception)
            {
                return exception.Field == "prompt";
            }
        }).QuickCheckThrowOnFailure();
    }
}
