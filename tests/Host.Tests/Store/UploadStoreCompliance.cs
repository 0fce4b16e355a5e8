using Atelier.Generation;
using Atelier.Host.Store;

namespace Atelier.Host.Tests.Store;

/// <summary>What every <see cref="IUploadStore"/> keeps to.</summary>
public abstract class UploadStoreCompliance
{
    private static readonly DateTimeOffset Now = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Fox = new('a', 64);
    private static readonly string Owl = new('b', 64);

    private static CancellationToken None => CancellationToken.None;

    private protected abstract IUploadStore Store { get; }

    private protected abstract IJobStore Jobs { get; }

    [Fact]
    public async Task An_upload_is_found_by_its_owner_with_all_that_is_known_of_it()
    {
        await Store.AddAsync(Upload(Fox), None);

        Assert.Equal(Upload(Fox), await Store.FindAsync(Fox, "ann", None));
        Assert.Equal(Upload(Fox), await Store.FindAsync(Fox, null, None));
        Assert.Null(await Store.FindAsync(Fox, "bob", None));
        Assert.Null(await Store.FindAsync(Owl, null, None));
    }

    [Fact]
    public async Task The_same_picture_again_is_young_again_and_counted_once()
    {
        await Store.AddAsync(Upload(Fox), None);
        await Store.AddAsync(Upload(Fox) with { UploadedAt = Now.AddHours(1) }, None);

        Assert.Equal(Now.AddHours(1), (await Store.FindAsync(Fox, "ann", None))!.UploadedAt);
        Assert.Equal(1000, await Store.UnusedBytesAsync("ann", None));
    }

    [Fact]
    public async Task A_file_is_known_to_who_brought_it_made_it_or_began_with_it()
    {
        await Store.AddAsync(Upload(Fox), None);
        var job = await Jobs.AddAsync(Some.Job("cat"), None);
        var leased = (await Jobs.LeaseAsync(Some.Worker, None))!;
        await Jobs.AddAsync(Beginning(Fox, "bob"), None);
        Assert.Equal(job.Id, leased.Job.Id);
        await Jobs.SucceedAsync(leased.Lease, [Some.Picture(Owl)], None);

        Assert.Equal([true, true, false], await KnownAsync(Fox, "ann", "bob", "cat"));
        Assert.Equal([false, false, true], await KnownAsync(Owl, "ann", "bob", "cat"));
        Assert.True(await Store.KnowsAsync(Owl, null, None));
        Assert.False(await Store.KnowsAsync(new string('c', 64), null, None));
    }

    [Fact]
    public async Task Users_of_a_front_end_know_what_others_of_it_know_and_keys_do_not()
    {
        await Store.AddAsync(Upload(Fox, "discord:1"), None);
        await Jobs.AddAsync(Beginning(Owl, "discord:"), None);

        Assert.Equal([true, true, false, false, false], await KnownAsync(Fox, "discord:1", "discord:2", "discordia:1", "discord", "ann"));
        Assert.Equal([true, false], await KnownAsync(Owl, "discord:2", "disc:2"));
    }

    [Fact]
    public async Task What_no_recorded_job_begins_with_goes_when_it_is_old()
    {
        await Store.AddAsync(Upload(Fox), None);
        await Store.AddAsync(Upload(Owl), None);
        var job = await Jobs.AddAsync(Beginning(Fox, "ann"), None);

        Assert.Equal(1000, await Store.UnusedBytesAsync("ann", None));
        Assert.Equal(0, await Store.RemoveUnusedAsync(Now, None));
        Assert.Equal(1, await Store.RemoveUnusedAsync(Now.AddTicks(1), None));
        Assert.Equal([Fox], await Store.HashesAsync(None));

        await Jobs.CancelAsync(job.Id, None);
        await Jobs.RemoveEndedAsync(DateTimeOffset.MaxValue, None);

        Assert.Equal(1, await Store.RemoveUnusedAsync(Now.AddTicks(1), None));
        Assert.Empty(await Store.HashesAsync(None));
    }

    [Fact]
    public async Task All_that_a_job_begins_with_is_named()
    {
        var job = Beginning(Fox, "ann");
        await Jobs.AddAsync(
            job with
            {
                Request = job.Request with
                {
                    Image = job.Request.Image! with { Mask = new MaskInput { Picture = $"SHA256:{Owl.ToUpperInvariant()}" } },
                    Controls = [new ControlUnit { Model = "canny", Picture = $"sha256:{new string('d', 64)}" },
                        new ControlUnit { Model = "canny" }],
                },
            },
            None);

        Assert.Equal([Fox, Owl, new string('d', 64)], (await Store.HashesAsync(None)).Order());
    }

    private static StoredUpload Upload(string hash, string owner = "ann") => new(hash, owner, "png", 64, 32, 1000, Now);

    private static NewJob Beginning(string hash, string owner)
    {
        var job = Some.Job(owner);
        return job with { Request = job.Request with { Image = new ImageInput { Picture = $"sha256:{hash}" } } };
    }

    private async Task<IEnumerable<bool>> KnownAsync(string hash, params string[] owners)
    {
        var known = new List<bool>();
        foreach (var owner in owners)
        {
            known.Add(await Store.KnowsAsync(hash, owner, None));
        }

        return known;
    }
}
