using Atelier.Host.Store;

namespace Atelier.Host.Tests.Store;

/// <summary>What every <see cref="IPictureStore"/> keeps to.</summary>
public abstract class PictureStoreCompliance
{
    private static CancellationToken None => CancellationToken.None;

    private protected abstract IPictureStore Store { get; }

    /// <summary>The jobs whose pictures these are.</summary>
    private protected abstract IJobStore Jobs { get; }

    [Fact]
    public async Task A_picture_is_found_with_all_that_is_known_of_it()
    {
        var job = Some.Job("ann", prompt: "a Fox", model: "starter");
        var picture = Some.Picture(seed: ulong.MaxValue);
        await MakeAsync(job, Some.Picture("x1", "x2"), picture);

        var found = await Store.FindAsync(picture.Id, None);

        Assert.Equal(
            new StoredPicture(
                picture.Id, job.Id, 1, "ann", "aa", "bb", "png", 64, 32, 1000, ulong.MaxValue, "a Fox", "starter", picture.Recipe,
                picture.Infotext, false,
                found!.CreatedAt),
            found);
        Assert.InRange(found.CreatedAt, (await Jobs.FindAsync(job.Id, None))!.StartedAt!.Value, TimeProvider.System.GetUtcNow());
        Assert.Null(await Store.FindAsync("nothing", None));
    }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest()
    {
        var pictures = Enumerable.Range(0, 5).Select(_ => Some.Picture()).ToArray();
        await MakeAsync(Some.Job(), pictures);

        var first = await Store.ListAsync(new PictureFilter(3), None);
        var second = await Store.ListAsync(new PictureFilter(3, first.Next), None);

        Assert.Equal(
            pictures.Reverse().Select(picture => picture.Id), first.Pictures.Concat(second.Pictures).Select(picture => picture.Id));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Filters_hold_together()
    {
        var wanted = Some.Picture();
        await MakeAsync(Some.Job("ann", prompt: "a red Fox", model: "m1"), wanted, Some.Picture());
        await MakeAsync(Some.Job("bob", prompt: "a red fox", model: "m1"), Some.Picture());
        await MakeAsync(Some.Job("ann", prompt: "a red fox", model: "m2"), Some.Picture());
        await MakeAsync(Some.Job("ann", prompt: "a blue fox", model: "m1"), Some.Picture());
        await Store.SetFavoriteAsync(wanted.Id, true, None);

        var found = await Store.ListAsync(new PictureFilter(10, Owner: "ann", Text: "fox RED", Model: "m1", Favorite: true), None);

        Assert.Equal([wanted.Id], found.Pictures.Select(picture => picture.Id));
        Assert.True(found.Pictures[0].Favorite);
        Assert.Equal(4, (await Store.ListAsync(new PictureFilter(10, Favorite: false), None)).Pictures.Count);
    }

    [Fact]
    public async Task A_removed_picture_is_gone_from_lists_totals_and_its_job()
    {
        var (gone, stays) = (Some.Picture("h1", "t1", bytes: 10), Some.Picture("h2", "t2", bytes: 5));
        var job = Some.Job();
        await MakeAsync(job, gone, stays);

        Assert.True(await Store.RemoveAsync(gone.Id, None));
        Assert.False(await Store.RemoveAsync(gone.Id, None));

        Assert.Null(await Store.FindAsync(gone.Id, None));
        Assert.Equal(new PictureTotals(1, 5), await Store.TotalsAsync(None));
        Assert.Equal([stays.Id], (await Jobs.FindAsync(job.Id, None))!.Pictures.Select(picture => picture.Id));
        Assert.Equal(["h2", "t2"], (await Store.HashesAsync(None)).Order());
    }

    [Fact]
    public async Task The_oldest_come_first_and_favourites_never()
    {
        var pictures = Enumerable.Range(0, 4).Select(_ => Some.Picture()).ToArray();
        await MakeAsync(Some.Job(), pictures);
        Assert.True(await Store.SetFavoriteAsync(pictures[0].Id, true, None));
        Assert.False(await Store.SetFavoriteAsync("nothing", true, None));

        Assert.Equal([pictures[1].Id, pictures[2].Id], (await Store.OldestAsync(2, None)).Select(picture => picture.Id));

        await Store.SetFavoriteAsync(pictures[0].Id, false, None);
        Assert.Equal(pictures[0].Id, (await Store.OldestAsync(1, None))[0].Id);
    }

    [Fact]
    public async Task Pictures_outlive_the_record_of_their_job()
    {
        var (job, picture) = (Some.Job(), Some.Picture());
        await MakeAsync(job, picture);

        await Jobs.RemoveEndedAsync(DateTimeOffset.MaxValue, None);

        Assert.Null(await Jobs.FindAsync(job.Id, None));
        Assert.Equal(job.Request.Prompt, (await Store.FindAsync(picture.Id, None))!.Prompt);
    }

    private async Task MakeAsync(NewJob job, params NewPicture[] pictures)
    {
        await Jobs.AddAsync(job, None);
        Assert.True(await Jobs.SucceedAsync((await Jobs.LeaseAsync(Some.Worker, None))!.Lease, pictures, None));
    }
}
