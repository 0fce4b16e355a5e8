using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Tests.Rules;

public sealed class WordListTests
{
    [Theory]
    [InlineData("bad")]
    [InlineData("a BAD fox")]
    [InlineData("(bad:1.2), fox")]
    [InlineData("[fox|bad]")]
    [InlineData("so_bad_it")]
    [InlineData("bád")]
    [InlineData("ba\u0301d")]
    [InlineData("ＢＡＤ")]
    [InlineData("b\u200bad")]
    [InlineData("bаd")]
    [InlineData("very\nbad")]
    public void A_word_is_found_however_it_is_written(string prompt) => Assert.True(WordList.Meets(["Bad"], prompt));

    [Theory]
    [InlineData("badger")]
    [InlineData("forbad")]
    [InlineData("b4d")]
    [InlineData("b a d")]
    [InlineData("")]
    public void Other_words_are_left_alone(string prompt) => Assert.False(WordList.Meets(["bad"], prompt));

    [Fact]
    public void A_phrase_is_found_across_whatever_stands_between_its_words()
    {
        Assert.True(WordList.Meets(["very bad"], "a Very, BAD fox"));
        Assert.False(WordList.Meets(["very bad"], "very good, bad"));
    }

    [Fact]
    public void What_is_no_word_bans_nothing() => Assert.False(WordList.Meets(["!!", " ", ""], "a fox!!"));

    [Fact]
    public void Words_of_other_alphabets_are_found_too() => Assert.True(WordList.Meets(["кот"], "один КОТ"));
}
