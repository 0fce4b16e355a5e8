using Atelier.Generation;
using Atelier.Host.Inputs;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.FrontEnds.Lent;

public sealed class FrontEndQueueTests
{
    private static readonly GenerationRequest Request = new() { Prompt = "a fox", Width = 64, Height = 64, Steps = 2 };

    [Fact]
    public async Task Jobs_are_the_front_ends_users_whatever_a_submission_says_of_its_source_and_rights()
    {
        await using var lent = await LentServer.StartAsync();

        var job = await lent.Host.Queue.EnqueueAsync(
            new JobSubmission(Request, "echo:1", "page") { NamesAnyPicture = true, IdempotencyKey = "once" });
        var again = await lent.Host.Queue.EnqueueAsync(new JobSubmission(Request, "echo:1", "page") { IdempotencyKey = "once" });

        Assert.Equal(("echo", "echo:1", job.Id), (job.Source, job.Owner, again.Id));
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("echo")]
    [InlineData("echo:")]
    [InlineData("other:1")]
    public async Task Another_owner_is_refused(string owner)
    {
        await using var lent = await LentServer.StartAsync();

        var refused =
            await Assert.ThrowsAsync<RequestException>(() => lent.Host.Queue.EnqueueAsync(new JobSubmission(Request, owner, "echo")));

        Assert.Equal(
            ("owner", $"'{owner}' is none of this front end's users; it must begin with 'echo:'"), (refused.Field, refused.Problem));
    }

    [Fact]
    public async Task Jobs_of_others_are_not_seen_watched_or_cancelled()
    {
        await using var lent = await LentServer.StartAsync();
        var other = await lent.Open("other").Queue.EnqueueAsync(new JobSubmission(Request, "other:1", "other"));

        Assert.Null(await lent.Host.Queue.FindAsync(other.Id));
        Assert.Null(await lent.Host.Queue.CancelAsync(other.Id));
        await foreach (var update in lent.Host.Queue.WatchAsync(other.Id))
        {
            Assert.Fail($"told of {update.Job.Id}");
        }

        Assert.Equal(JobState.Waiting, (await lent.Server.Jobs.FindAsync(other.Id, default))!.State);
    }

    [Fact]
    public async Task A_user_may_begin_with_what_the_front_end_brought_and_what_its_other_users_made_and_with_nothing_else()
    {
        await using var lent = await LentServer.StartAsync();
        var (_, ours) = await lent.Server.SucceedAsync("echo:2", PictureFile.Png(64, 64, 1));
        var (_, anns) = await lent.Server.SucceedAsync("ann", PictureFile.Png(64, 64, 2));
        var file = PictureFile.Png(64, 64, 3);
        var uploads = lent.Server.Services.GetRequiredService<Uploads>();
        var annsUpload = await uploads.KeepAsync(file, InlinePicture.Header("picture", file), "ann", default);
        var brought = await lent.Host.Pictures.AddAsync(PictureFile.Png(64, 64, 4));

        Assert.Equal("echo:1", (await BeginAsync(ours)).Owner);
        Assert.Equal("echo:1", (await BeginAsync(brought)).Owner);
        await Assert.ThrowsAsync<RequestException>(() => BeginAsync(anns));
        await Assert.ThrowsAsync<RequestException>(() => BeginAsync(PictureHash.Reference(annsUpload.Hash)));

        Task<Job> BeginAsync(string picture) => lent.Host.Queue.EnqueueAsync(
            new JobSubmission(Request with { Image = new ImageInput { Picture = picture } }, "echo:1", "echo"));
    }

    [Fact]
    public async Task A_session_that_is_over_hears_nothing_and_gets_nothing()
    {
        await using var lent = await LentServer.StartAsync();
        var host = lent.Open("echo");
        var job = await host.Queue.EnqueueAsync(new JobSubmission(Request, "echo:1", "echo"));
        var watching = Task.Run(async () =>
        {
            await foreach (var update in host.Queue.WatchAsync(job.Id))
            {
                if (!update.Job.IsOver)
                {
                    host.Dispose();
                }
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Throws<ObjectDisposedException>(() => host.Queue);
        host.Report("late");
        lent.Host.Report("two\nlines");
        Assert.Equal(["two lines"], lent.Reports);
    }
}
