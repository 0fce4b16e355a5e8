using Atelier.DiscordBot.Making.Results;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Making.Results;

public sealed class PictureFittingTests
{
    private readonly FakeFrontEndHost _host = new();

    [Fact]
    public async Task What_is_small_enough_stays_as_it_is()
    {
        _host.Pictures.Converts = (_, _, _, _) => throw new InvalidOperationException("not asked for");
        var picture = new FittedPicture(new byte[1000], "png");

        Assert.Same(picture, await new PictureFitting(_host).FitAsync(picture, 512, 1000, CancellationToken.None));
    }

    [Theory]
    [InlineData(900, null)]
    [InlineData(500, 384)]
    [InlineData(300, 256)]
    [InlineData(120, 128)]
    public async Task What_is_too_large_becomes_WebP_and_then_smaller(int mostBytes, int? side)
    {
        _host.Pictures.Converts = (_, format, quality, at) =>
        {
            Assert.Equal(("webp", 90), (format, quality));
            return FakePictures.File((at?.ToString() ?? "whole").PadRight(at switch { null => 900, > 256 => 500, > 128 => 300, _ => 120 }));
        };

        var fitted =
            await new PictureFitting(_host).FitAsync(new FittedPicture(new byte[1000], "png"), 512, mostBytes, CancellationToken.None);

        Assert.Equal("webp", fitted!.Format);
        Assert.Equal(side?.ToString() ?? "whole", FakePictures.Text(fitted.Content).TrimEnd());
    }

    [Fact]
    public async Task What_is_too_large_in_every_way_is_not_fitted()
    {
        _host.Pictures.Converts = (_, _, _, _) => new byte[1000];

        Assert.Null(await new PictureFitting(_host).FitAsync(new FittedPicture(new byte[1000], "png"), 512, 10, CancellationToken.None));
    }

    [Theory]
    [InlineData("https://pictures.example/", "kept on the server: https://pictures.example/#/gallery")]
    [InlineData(null, "too large for Discord, and kept on the server.")]
    public async Task A_picture_that_cannot_be_shown_is_linked_to_or_said_to_be_kept(string? address, string words)
    {
        await using var session = new MakingFixture();
        session.Host.PublicAddress = address is null ? null : new Uri(address);
        session.Host.Pictures.Files = _ => new byte[2000];
        session.Host.Pictures.Converts = (_, _, _, _) => new byte[2000];
        var interaction = Some.Command("imagine") with { AttachmentSizeLimit = 1000 };
        var (_, job) = await session.ImagineAsync(interaction: interaction);
        session.Host.Queue.Succeed(job.Id);

        var end = await session.EndAsync(interaction);

        Assert.Empty(end.Files);
        Assert.Contains(words, end.Body!.Content, StringComparison.Ordinal);
        Assert.Equal("Upscale ×2", end.Body.Components![0].Components[0].Label);
    }

    [Fact]
    public async Task No_limit_is_larger_than_a_whole_request()
    {
        await using var session = new MakingFixture();
        session.Host.Pictures.Files = _ => new byte[30 * 1024 * 1024];
        session.Host.Pictures.Converts = (_, _, _, _) => new byte[1000];
        var interaction = Some.Command("imagine") with { AttachmentSizeLimit = 100 * 1024 * 1024 };
        var (_, job) = await session.ImagineAsync(interaction: interaction);
        session.Host.Queue.Succeed(job.Id);

        Assert.Equal(1000, Assert.Single((await session.EndAsync(interaction)).Files).Content.Length);
    }

    [Fact]
    public async Task The_limit_is_the_interactions()
    {
        await using var session = new MakingFixture();
        session.Host.Pictures.Files = _ => new byte[1001];
        session.Host.Pictures.Converts = (_, _, _, _) => new byte[999];
        var interaction = Some.Command("imagine") with { AttachmentSizeLimit = 1000 };
        var (_, job) = await session.ImagineAsync(interaction: interaction);
        session.Host.Queue.Succeed(job.Id);

        var file = Assert.Single((await session.EndAsync(interaction)).Files);

        Assert.Equal(999, file.Content.Length);
        Assert.Equal("image/webp", file.ContentType);
        Assert.EndsWith(".webp", file.Name, StringComparison.Ordinal);
    }
}
