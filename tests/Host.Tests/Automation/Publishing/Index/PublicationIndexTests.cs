using System.Text;
using System.Text.Json;
using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Tests.Automation.Publishing.Doubles;

namespace Atelier.Host.Tests.Automation.Publishing.Index;

public sealed class PublicationIndexTests
{
    [Fact]
    public void A_page_finds_in_it_all_that_an_img_or_a_picture_needs()
    {
        var index = JsonElement.Parse(PublicationIndex.Write(SomePublication.Of(1).Facts()));

        var root = $"hero/{SomePublication.Id(1)}/";
        Assert.Equal($"{root}hero-1024.webp", index.GetProperty("src").GetString());
        Assert.Equal($"{root}hero-512.webp 512w, {root}hero-1024.webp 1024w", index.GetProperty("srcset").GetString());
        Assert.Equal((1024, 512), (index.GetProperty("width").GetInt32(), index.GetProperty("height").GetInt32()));
        Assert.Equal(
            ["image/webp", "image/jpeg"],
            index.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("type").GetString()));
        Assert.Equal("a lighthouse", index.GetProperty("details").GetProperty("prompt").GetString());
        Assert.False(index.TryGetProperty("crops", out _));
        Assert.Equal(SomePublication.Id(1), PublicationIndex.VersionOf(PublicationIndex.Write(SomePublication.Of(1).Facts())));
    }

    [Fact]
    public void Named_sizes_are_listed_apart()
    {
        var publication = SomePublication.Of(1);
        var square = SomePublication.File("square-256.webp", "image/webp", 256, 1) with { Crop = "square" };

        var index = JsonElement.Parse(PublicationIndex.Write((publication with { Files = [.. publication.Files, square] }).Facts()));

        Assert.DoesNotContain("square", index.GetProperty("srcset").GetString());
        Assert.EndsWith("/square-256.webp", index.GetProperty("crops").GetProperty("square").GetProperty("src").GetString());
        Assert.Equal(4, index.GetProperty("files").GetArrayLength());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"version\":7}")]
    [InlineData("{")]
    public void What_is_no_index_has_no_version(string text) => Assert.Null(PublicationIndex.VersionOf(Encoding.UTF8.GetBytes(text)));
}
