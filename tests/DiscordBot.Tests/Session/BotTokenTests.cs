using Atelier.DiscordBot.Session;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Session;

public class BotTokenTests
{
    [Theory]
    [InlineData("abc.def-g_h", "abc.def-g_h")]
    [InlineData("  abc.def \n", "abc.def")]
    [InlineData("Bot abc.def", "abc.def")]
    [InlineData("env:HERE", "from.the.environment")]
    [InlineData("env:NOWHERE", null)]
    [InlineData("env:", null)]
    [InlineData("", null)]
    public void It_is_found_where_the_option_says(string option, string? token) =>
        Assert.Equal(token, BotToken.Read(option, name => name == "HERE" ? "from.the.environment\n" : null));

    [Theory]
    [InlineData("abc def")]
    [InlineData("abc\r\nX-Header: 1")]
    [InlineData("<secret>")]
    [InlineData("sécret")]
    public void What_cannot_be_one_is_refused_without_being_said(string option)
    {
        var exception = Assert.Throws<FrontEndException>(() => BotToken.Read(option, _ => null));

        Assert.DoesNotContain(option, exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("Reset Token", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env:DISCORD_TOKEN", "env:DISCORD_TOKEN")]
    [InlineData("abc.def", "the option 'token'")]
    [InlineData("", "the option 'token', which is empty")]
    public void Where_it_is_can_be_said(string option, string place) => Assert.Equal(place, BotToken.Place(option));
}
