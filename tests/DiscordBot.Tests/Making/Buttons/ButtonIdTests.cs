using Atelier.DiscordBot.Making.Buttons;

namespace Atelier.DiscordBot.Tests.Making.Buttons;

public sealed class ButtonIdTests
{
    [Fact]
    public void An_id_is_read_as_it_was_written_and_has_room_to_spare()
    {
        var id = new ButtonId(ButtonActions.Upscale, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "18446744073709551615", 8);

        Assert.Equal(id, ButtonId.Read(id.ToString()));
        Assert.True(id.ToString().Length <= ButtonId.Longest);
        Assert.Equal("v1|upscale|01ARZ3NDEKTSV4RRFFQ69G5FAV|18446744073709551615|8", id.ToString());
    }

    [Fact]
    public void What_is_hidden_stays_so()
    {
        var id = new ButtonId(ButtonActions.Reroll, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "18446744073709551615", IsHidden: true);

        Assert.Equal(id, ButtonId.Read(id.ToString()));
        Assert.EndsWith("|0|hidden", id.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v2|upscale|A|1|2")]
    [InlineData("v1|upscale|A")]
    [InlineData("v1|upscale||1|2")]
    [InlineData("v1|upscale|A|1|two")]
    [InlineData("v1|upscale|A|1|-2")]
    [InlineData("v1|upscale|A|1|2|3")]
    [InlineData("v1|upscale|A|1|2|hidden|hidden")]
    [InlineData("v12|")]
    public void Another_version_or_shape_is_ours_and_not_read(string text)
    {
        Assert.True(ButtonId.IsOne(text));
        Assert.Null(ButtonId.Read(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("settings|page|2")]
    [InlineData("v|x")]
    [InlineData("vote|yes")]
    [InlineData("|v1")]
    public void What_others_wrote_is_not_ours(string? text) => Assert.False(ButtonId.IsOne(text));
}
