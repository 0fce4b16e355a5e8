using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;
using Atelier.Host.Worker.Work;
using Atelier.Jobs;

namespace Atelier.Host.Tests.FrontEnds.Lent;

public sealed class FrontEndPicturesTests
{
    private static readonly GenerationRequest Request =
        new() { Prompt = "a fox", Model = "starter", Width = 64, Height = 32, Steps = 3, GuidanceSettings = new() };

    [Fact]
    public async Task A_kept_picture_tells_what_makes_it_again()
    {
        await using var lent = await LentServer.StartAsync();
        var file = PretendQueue.Draw(Request, 7, out var recipe, out _);
        var (job, id) = await lent.Server.SucceedAsync("echo:1", file, recipe.ToJson());

        var found = await lent.Host.Pictures.FindAsync(id);

        Assert.Equal((job, "echo:1", id), (found!.JobId, found.Owner, found.Picture.Id));
        Assert.Equal(
            ("a fox", 7ul, 3, 64, 32),
            (found.Request.Prompt, found.Request.Seed, found.Request.Steps, found.Request.Width, found.Request.Height));
        Assert.StartsWith("a lighthouse", found.Text);
        Assert.Equal(file, await lent.Host.Pictures.ReadAsync(id));
    }

    [Fact]
    public async Task Pictures_of_others_are_not_found_read_or_removed()
    {
        await using var lent = await LentServer.StartAsync();
        var (_, anns) = await lent.Server.SucceedAsync("ann");
        var (_, ours) = await lent.Server.SucceedAsync("echo:1");
        var pictures = lent.Host.Pictures;

        Assert.Null(await pictures.FindAsync(anns));
        Assert.Null(await pictures.ReadAsync(anns));
        Assert.False(await pictures.DeleteAsync(anns));
        Assert.Null(await pictures.ReadAsync("../etc/passwd"));
        Assert.True(await pictures.DeleteAsync(ours));
        Assert.False(await pictures.DeleteAsync(ours));
        Assert.Null(await pictures.ReadAsync(ours));
    }

    [Fact]
    public async Task A_file_is_described_by_what_it_says_of_itself()
    {
        await using var lent = await LentServer.StartAsync();
        var drawn = PretendQueue.Draw(Request, 7, out _, out var infotext);

        var origin = await lent.Host.Pictures.DescribeAsync(drawn);

        Assert.Equal((infotext.ToString(), 7ul), (origin!.Text, origin.Request!.Seed));
        Assert.Null(await lent.Host.Pictures.DescribeAsync(PictureFile.Png()));
        await Assert.ThrowsAsync<RequestException>(() => lent.Host.Pictures.DescribeAsync([1, 2, 3]));
        await Assert.ThrowsAsync<RequestException>(() => lent.Host.Pictures.AddAsync([1, 2, 3]));
    }

    [Fact]
    public async Task A_picture_is_made_smaller_in_another_format_and_still_says_how_it_was_made()
    {
        await using var lent = await LentServer.StartAsync();
        lent.Server.Workers.Answer = question => PictureAnswers.Resize((ResizeQuestion)question);
        var drawn = PretendQueue.Draw(Request, 7, out _, out var infotext);

        var webp = await lent.Host.Pictures.ConvertAsync(drawn, "webp", 80, side: 16);
        var same = await lent.Host.Pictures.ConvertAsync(drawn, "jpeg", side: 1000);

        Assert.Equal(new PictureHeader("webp", 16, 8), PictureHeader.Read(webp));
        Assert.Equal(infotext.ToString(), PictureMetadata.Read(webp).Parameters);
        Assert.Equal(new PictureHeader("jpeg", 64, 32), PictureHeader.Read(same));
        Assert.Equal("format", (await Assert.ThrowsAsync<RequestException>(() => lent.Host.Pictures.ConvertAsync(drawn, "gif"))).Field);
        Assert.Equal(
            "quality", (await Assert.ThrowsAsync<RequestException>(() => lent.Host.Pictures.ConvertAsync(drawn, "webp", 0))).Field);
        Assert.Equal(
            "side", (await Assert.ThrowsAsync<RequestException>(() => lent.Host.Pictures.ConvertAsync(drawn, "webp", side: 0))).Field);
    }

    [Fact]
    public async Task Pictures_are_laid_out_row_by_row()
    {
        await using var lent = await LentServer.StartAsync();
        lent.Server.Workers.Answer = question => TileAnswers.Sheet((SheetQuestion)question);
        var file = PictureFile.Png(20, 10);

        var grid = await lent.Host.Pictures.SheetAsync([file, file, file], 2, gap: 4);
        var row = await lent.Host.Pictures.SheetAsync([file, file], 5, gap: 0);

        Assert.Equal(new PictureHeader("png", 44, 24), PictureHeader.Read(grid));
        Assert.Equal(new PictureHeader("png", 40, 10), PictureHeader.Read(row));
        await Assert.ThrowsAsync<RequestException>(() => lent.Host.Pictures.SheetAsync([], 2));
    }

    [Fact]
    public async Task A_picture_is_enlarged_by_a_worker_within_the_limits()
    {
        await using var lent = await LentServer.StartAsync();
        UpscaleQuestion? asked = null;
        lent.Server.Workers.Answer = question =>
        {
            asked = (UpscaleQuestion)question;
            return new ResizedPicture(PictureFile.Png(asked.Width, asked.Height), asked.Width, asked.Height);
        };
        var drawn = PretendQueue.Draw(Request, 7, out _, out var infotext);

        var made = await lent.Host.Pictures.UpscaleAsync(drawn, 2, "Lanczos");

        Assert.Equal((128, 64, "lanczos"), (asked!.Width, asked.Height, asked.Upscaler));
        Assert.Equal(infotext.ToString(), PictureMetadata.Read(made).Parameters);
        Assert.Equal(
            "upscaler", (await Assert.ThrowsAsync<RequestException>(() => lent.Host.Pictures.UpscaleAsync(drawn, 2, "latent"))).Field);
        Assert.Equal(
            "scale", (await Assert.ThrowsAsync<RequestException>(() => lent.Host.Pictures.UpscaleAsync(drawn, 9, "lanczos"))).Field);
        lent.Server.Workers.Answer = null;
        await Assert.ThrowsAsync<QueueRefusedException>(() => lent.Host.Pictures.UpscaleAsync(drawn, 2, "lanczos"));
    }

    [Fact]
    public async Task What_somebody_brings_is_kept_for_the_front_end()
    {
        await using var lent = await LentServer.StartAsync();
        var file = PictureFile.Jpeg();

        var reference = await lent.Host.Pictures.AddAsync(file);

        Assert.NotNull(PictureHash.Of(reference));
    }
}
