using Atelier.DiscordBot.Session;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Session;

public class CheckedOptionsTests
{
    [Fact]
    public void What_is_set_at_first_is_right()
    {
        var options = CheckedOptions.Of(new DiscordOptions());

        Assert.Equal(
            ("https://discord.com/api/v10", false, null), (options.ApiAddress.AbsoluteUri, options.IsOverHttp, options.DevelopmentGuild));
    }

    [Theory]
    [InlineData("http://discord.com/api/v10", "gateway", "", "apiAddress")]
    [InlineData("discord.com", "gateway", "", "apiAddress")]
    [InlineData("ftp://127.0.0.1/", "gateway", "", "apiAddress")]
    [InlineData("http://127.0.0.1:4000/api/v10", "carrier pigeon", "", "delivery")]
    [InlineData("http://127.0.0.1:4000/api/v10", "http", "my server", "developmentGuild")]
    [InlineData("http://127.0.0.1:4000/api/v10", "http", "-5", "developmentGuild")]
    public void What_is_wrong_is_named(string address, string delivery, string guild, string named)
    {
        var exception = Assert.Throws<FrontEndException>(
            () => CheckedOptions.Of(new DiscordOptions { ApiAddress = address, Delivery = delivery, DevelopmentGuild = guild }));

        Assert.StartsWith(named, exception.Message, StringComparison.Ordinal);
    }
}
