using Atelier.Host.Downloads;

namespace Atelier.Host.Tests.Downloads.Hubs;

public sealed class ModelNamesTests
{
    [Theory]
    [InlineData("sd15")]
    [InlineData("Dream Shaper_8 (pruned)+vae-1.0")]
    public void A_plain_name_may_be_chosen(string name) => Assert.Equal(name, ModelNames.Check(name));

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData("CON")]
    [InlineData("nul.txt")]
    [InlineData("schön")]
    [InlineData("x\u202ey")]
    public void Any_other_is_refused(string name) =>
    Assert.Equal("name", Assert.Throws<DownloadException>(() => ModelNames.Check(name)).Field);

    [Theory]
    [InlineData("../../etc/passwd", "etc_passwd")]
    [InlineData("...", "model")]
    [InlineData("con", "model")]
    [InlineData("ok-1.5", "ok-1.5")]
    public void A_name_is_made_of_whatever_a_hub_says(string text, string name) => Assert.Equal(name, ModelNames.Of(text));

    [Fact]
    public void A_long_name_is_cut() => Assert.Equal(100, ModelNames.Of(new string('a', 4000)).Length);
}
