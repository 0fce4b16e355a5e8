using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Publishing.Site;

namespace Atelier.Host.Tests.Automation.Publishing.Site;

public sealed class BestFileTests
{
    private const string Chrome = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
    private const string Safari = "image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5";

    private static readonly PublicationFacts Hero = new("hero", "id", default, "", "", "{}",
    [
        File("hero-1024.webp", "image/webp", 1024), File("hero-512.webp", "image/webp", 512), File("hero-1024.avif", "image/avif", 1024),
        File("hero-512.avif", "image/avif", 512), File("hero-1024.jpg", "image/jpeg", 1024),
        File("square-256.webp", "image/webp", 256, "square"),
    ]);

    [Theory]
    [InlineData(Chrome, null, "hero-1024.avif")]
    [InlineData(Safari, null, "hero-1024.webp")]
    [InlineData("*/*", null, "hero-1024.jpg")]
    [InlineData("", null, "hero-1024.jpg")]
    [InlineData("image/jpeg", null, "hero-1024.jpg")]
    [InlineData("image/avif;q=0.5,image/webp", null, "hero-1024.webp")]
    [InlineData("image/avif;q=0,image/webp", null, "hero-1024.webp")]
    [InlineData("text/html", null, "hero-1024.jpg")]
    [InlineData("nonsense;;", null, "hero-1024.jpg")]
    [InlineData(Chrome, 1, "hero-512.avif")]
    [InlineData(Chrome, 512, "hero-512.avif")]
    [InlineData(Chrome, 513, "hero-1024.avif")]
    [InlineData(Chrome, 4000, "hero-1024.avif")]
    [InlineData("*/*", 400, "hero-1024.jpg")]
    public void The_best_format_that_is_named_and_the_narrowest_file_that_is_wide_enough(string accept, int? width, string expected) =>
        Assert.Equal(expected, BestFile.Of(Hero, accept, width, null)!.Name);

    [Fact]
    public void A_crop_is_asked_for_by_its_name()
    {
        Assert.Equal("square-256.webp", BestFile.Of(Hero, Chrome, 1000, "square")!.Name);
        Assert.Null(BestFile.Of(Hero, Chrome, null, "round"));
    }

    private static FileFacts File(string name, string type, int width, string crop = "") => new(name, type, width, width / 2, 10, "", crop);
}
