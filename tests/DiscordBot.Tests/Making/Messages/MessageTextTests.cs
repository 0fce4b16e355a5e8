using Atelier.DiscordBot.Making.Messages;

namespace Atelier.DiscordBot.Tests.Making.Messages;

public sealed class MessageTextTests
{
    [Theory]
    [InlineData("a *b* _c_ ~~d~~ `e` ||f||", "a \\*b\\* \\_c\\_ \\~\\~d\\~\\~ \\`e\\` \\|\\|f\\|\\|")]
    [InlineData("# head\n> quote", "\\# head \\> quote")]
    [InlineData("<@1> @here :smile:", "\\<\\@1\\> \\@here \\:smile\\:")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("  many \r\n\t spaces ", "many spaces")]
    public void What_people_wrote_is_shown_as_they_wrote_it(string text, string escaped) =>
    Assert.Equal(escaped, MessageText.Escape(text, 1000));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd**", 6, "abcd…")]
    [InlineData("abcde*", 6, "abcde…")]
    [InlineData("abc*ef", 6, "abc\\*…")]
    [InlineData("abcd👩‍🚀e", 6, "abcd…")]
    public void What_is_too_long_is_cut_between_what_belongs_together(string text, int most, string escaped) =>
        Assert.Equal(escaped, MessageText.Escape(text, most));

    [Theory]
    [InlineData("the disk is full", "The disk is full.")]
    [InlineData("Already one.", "Already one.")]
    [InlineData("really?", "Really?")]
    [InlineData("", "")]
    public void A_line_becomes_a_sentence(string line, string sentence) => Assert.Equal(sentence, MessageText.Sentence(line));

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(3.25, "3.3 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.6, "0 min 59 s")]
    [InlineData(185, "3 min 5 s")]
    [InlineData(7320, "2 h 2 min")]
    public void A_time_is_told_as_people_tell_it(double seconds, string told) =>
    Assert.Equal(told, MessageText.Duration(TimeSpan.FromSeconds(seconds)));
}
