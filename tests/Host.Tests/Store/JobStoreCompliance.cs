using System.Text.Json;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Store;

/// <summary>
/// What every <see cref="IJobStore"/> keeps to: accepting, finding, cancelling, events. Leases and lists are in their own suites.
/// </summary>
public abstract class JobStoreCompliance
{
    protected static CancellationToken None => CancellationToken.None;

    private protected abstract IJobStore Store { get; }

    [Fact]
    public async Task A_new_job_waits_and_is_found_again()
    {
        var job = Some.Job(owner: "discord:1234", priority: 3, source: "page");

        var added = await Store.AddAsync(job, None);
        var found = await Store.FindAsync(job.Id, None);

        Assert.Equal(
            (job.Id, "discord:1234", "page", 3, JobState.Waiting, 0),
            (added.Id, added.Owner, added.Source, added.Priority, added.State, added.Attempts));
        Assert.Equal((added.Id, added.CreatedAt, added.State), (found!.Id, found.CreatedAt, found.State));
        Assert.False(found.IsOver);
        Assert.Empty(found.Pictures);
    }

    [Fact]
    public async Task A_request_comes_back_exactly()
    {
        var request = new GenerationRequest
        {
            Prompt = "a \"light\u200dhouse\" – 🌊\n(storm:1.3)",
            NegativePrompt = "<fog>",
            Model = "starter",
            Sampler = "euler",
            Schedule = "karras",
            GuidanceSettings = new GuidanceSettings { Scale = 0.1 + 0.2, Rescale = 1d / 3, Start = 0.05, End = 0.95 },
            Steps = 4,
            Seed = ulong.MaxValue,
            Noise = "philox",
            Width = 64,
            Height = 128,
            BatchSize = 2,
            Count = 3,
            ClipSkip = 2,
            Emphasis = "comfy",
            SamplerOptions = new Dictionary<string, double> { ["eta"] = 0.1 + 0.7, ["s_noise"] = double.Epsilon },
            GuidanceOptions = new Dictionary<string, double> { ["momentum"] = -0.1 },
            Image = new ImageInput
            {
                Picture = "sha256:ab", Strength = 0.1 + 0.2, Resize = "fill", AllSteps = true, ImageGuidance = 1.1, Depth = "b",
                Mask = new MaskInput { Picture = "c", Invert = true, Blur = 0.5, Content = "noise", MaskedAreaOnly = true, Padding = 1 },
                Outpaint = new OutpaintInput { Left = 8, Top = 16, Right = 24, Bottom = 32, Blend = 3 },
            },
            Hires = new HiresFix
            {
                Scale = 1.5,
                Width = 512,
                Upscaler = "lanczos",
                Strength = 0.3,
                Steps = 3,
                Prompt = "more",
                GuidanceScale = 2,
            },
            Variation = new Variation { Seed = ulong.MaxValue, Strength = 0.1, FromWidth = 64 },
            Blend = new PromptBlend { Prompt = "a storm", Weight = 0.1 + 0.2 },
            Tiling = "both",
            Refiner = new RefinerStage { Model = "other", SwitchAt = 0.7 },
            Controls = [new ControlUnit
            {
                Model = "canny",
                PreprocessorOptions = new Dictionary<string, double> { ["low"] = 0.1 },
                Weight = 0.7,
            }],
            Adapters = [new AdapterUse { Name = "ink", Weight = -0.3, TextEncoderWeight = 0 }],
            Vae = "small",
            FreeU = new FreeUSettings { B1 = 1.1 },
            ShareStyle = true,
            Grid = new GridPlan { X = new GridAxis("steps", ["1", "2"]), Y = new GridAxis("seed", ["7"]) },
        };
        var job = Some.Job() with { Request = request };

        await Store.AddAsync(job, None);
        var found = (await Store.FindAsync(job.Id, None))!.Request;

        Assert.Equal(StoredRequest.Write(request), StoredRequest.Write(found));
    }

    [Fact]
    public async Task What_a_request_leaves_open_stays_open()
    {
        var job = Some.Job() with { Request = new GenerationRequest { Prompt = "" } };

        await Store.AddAsync(job, None);
        var found = (await Store.FindAsync(job.Id, None))!.Request;

        Assert.Equal(StoredRequest.Write(job.Request), StoredRequest.Write(found));
    }

    [Fact]
    public async Task An_unknown_job_is_not_found() => Assert.Null(await Store.FindAsync("../../etc/passwd", None));

    [Fact]
    public async Task The_same_key_and_request_give_the_same_job()
    {
        var first = await Store.AddAsync(Some.Job(key: "k"), None);
        var again = await Store.AddAsync(Some.Job(key: "k"), None);

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(1, (await Store.CountAsync(None)).Waiting);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused()
    {
        await Store.AddAsync(Some.Job(key: "k"), None);

        var refused = await Assert.ThrowsAsync<QueueRefusedException>(() => Store.AddAsync(Some.Job(key: "k", prompt: "another"), None));

        Assert.Equal(QueueRefusal.KeyReused, refused.Reason);
        Assert.Equal(1, (await Store.CountAsync(None)).Waiting);
    }

    [Fact]
    public async Task A_key_is_its_owners_own()
    {
        var ann = await Store.AddAsync(Some.Job(owner: "ann", key: "k"), None);
        var bob = await Store.AddAsync(Some.Job(owner: "bob", key: "k", prompt: "another"), None);

        Assert.NotEqual(ann.Id, bob.Id);
    }

    [Fact]
    public async Task A_full_queue_refuses_a_job()
    {
        await Store.AddAsync(Some.Job(), None);

        var all = await Assert.ThrowsAsync<QueueRefusedException>(
            () => Store.AddAsync(Some.Job(owner: "bob") with { Limits = new(1, 10) }, None));
        var own = await Assert.ThrowsAsync<QueueRefusedException>(() => Store.AddAsync(Some.Job() with { Limits = new(10, 1) }, None));
        await Store.AddAsync(Some.Job(owner: "bob") with { Limits = new(10, 1) }, None);

        Assert.Equal((QueueRefusal.Full, QueueRefusal.Full), (all.Reason, own.Reason));
        Assert.Equal(2, (await Store.CountAsync(None)).Waiting);
    }

    [Fact]
    public async Task A_full_queue_still_gives_the_earlier_job_of_a_key()
    {
        var first = await Store.AddAsync(Some.Job(key: "k"), None);

        var again = await Store.AddAsync(Some.Job(key: "k") with { Limits = new(1, 1) }, None);

        Assert.Equal(first.Id, again.Id);
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_at_once()
    {
        var job = await Store.AddAsync(Some.Job(), None);

        var canceled = await Store.CancelAsync(job.Id, None);

        Assert.Equal(JobState.Canceled, canceled!.State);
        Assert.NotNull(canceled.EndedAt);
        Assert.Null(await Store.LeaseAsync(Some.Worker, None));
    }

    [Fact]
    public async Task A_running_job_is_told_to_end_and_ends_by_its_worker()
    {
        var job = await Store.AddAsync(Some.Job(), None);
        var lease = (await Store.LeaseAsync(Some.Worker, None))!.Lease;

        var marked = await Store.CancelAsync(job.Id, None);
        var heard = await Store.HeartbeatAsync(lease, None);
        var ended = await Store.EndCanceledAsync(lease, None);

        Assert.Equal((JobState.Running, LeaseState.CancelRequested, true), (marked!.State, heard, ended));
        Assert.Equal(JobState.Canceled, (await Store.FindAsync(job.Id, None))!.State);
    }

    [Fact]
    public async Task Cancelling_while_a_worker_takes_it_ends_it_either_way()
    {
        for (var round = 0; round < 50; round++)
        {
            var job = await Store.AddAsync(Some.Job(), None);
            var leasing = Task.Run(() => Store.LeaseAsync(Some.Worker, None));
            var canceling = Task.Run(() => Store.CancelAsync(job.Id, None));
            var (leased, canceled) = (await leasing, await canceling);

            if (leased is not null)
            {
                Assert.Equal(LeaseState.CancelRequested, await Store.HeartbeatAsync(leased.Lease, None));
                Assert.True(await Store.EndCanceledAsync(leased.Lease, None));
            }
            else
            {
                Assert.Equal(JobState.Canceled, canceled!.State);
            }

            Assert.Equal(JobState.Canceled, (await Store.FindAsync(job.Id, None))!.State);
        }
    }

    [Fact]
    public async Task Cancelling_what_is_over_changes_nothing()
    {
        var done = await Store.AddAsync(Some.Job(), None);
        await Store.SucceedAsync((await Store.LeaseAsync(Some.Worker, None))!.Lease, [Some.Picture()], None);
        var canceled = await Store.AddAsync(Some.Job(), None);
        await Store.CancelAsync(canceled.Id, None);
        var before = await Store.LastEventAsync(None);

        Assert.Equal(JobState.Succeeded, (await Store.CancelAsync(done.Id, None))!.State);
        Assert.Equal(JobState.Canceled, (await Store.CancelAsync(canceled.Id, None))!.State);
        Assert.Null(await Store.CancelAsync("nothing", None));
        Assert.Equal(before, await Store.LastEventAsync(None));
    }

    [Fact]
    public async Task A_result_that_is_ready_before_its_worker_hears_of_the_cancellation_counts()
    {
        var job = await Store.AddAsync(Some.Job(), None);
        var lease = (await Store.LeaseAsync(Some.Worker, None))!.Lease;
        await Store.CancelAsync(job.Id, None);

        Assert.True(await Store.SucceedAsync(lease, [Some.Picture()], None));
        Assert.False(await Store.EndCanceledAsync(lease, None));
        Assert.Equal(JobState.Succeeded, (await Store.FindAsync(job.Id, None))!.State);
    }

    [Fact]
    public async Task Every_change_tells_an_event_in_order()
    {
        var made = await Store.AddAsync(Some.Job(owner: "ann"), None);
        await Store.SucceedAsync((await Store.LeaseAsync(Some.Worker, None))!.Lease, [Some.Picture()], None);
        var failed = await Store.AddAsync(Some.Job(owner: "bob"), None);
        var lease = (await Store.LeaseAsync(Some.Worker, None))!.Lease;
        await Store.ReleaseAsync(lease, None);
        await Store.FailAsync((await Store.LeaseAsync(Some.Worker, None))!.Lease, new JobError("internal", "broken"), None);

        var events = await Store.EventsAsync(0, 100, None);

        Assert.Equal(
            [
                (made.Id, "ann", "job.waiting"), (made.Id, "ann", "job.running"), (made.Id, "ann", "picture.created"),
                (made.Id, "ann", "job.succeeded"),
                (failed.Id, "bob", "job.waiting"), (failed.Id, "bob", "job.running"), (failed.Id, "bob", "job.waiting"),
                (failed.Id, "bob", "job.running"), (failed.Id, "bob", "job.failed"),
            ],
            events.Select(happened => (happened.JobId, happened.Owner, happened.Type)));
        Assert.Equal(events.Select(happened => happened.Sequence).Order().Distinct(), events.Select(happened => happened.Sequence));
        Assert.Equal(events[^1].Sequence, await Store.LastEventAsync(None));
        Assert.Equal(events.Skip(3).Take(2), await Store.EventsAsync(events[2].Sequence, 2, None));
    }

    [Fact]
    public async Task A_picture_is_told_with_what_it_is_and_where()
    {
        var job = await Store.AddAsync(Some.Job(owner: "ann"), None);
        var picture = Some.Picture();
        await Store.SucceedAsync((await Store.LeaseAsync(Some.Worker, None))!.Lease, [picture], None);

        var told = Assert.Single(await Store.EventsAsync(0, 100, None), happened => happened.Type == "picture.created");
        var data = JsonElement.Parse(told.Data!);

        Assert.False(told.IsOfJob);
        Assert.Equal(
            (picture.Id, job.Id, $"/api/v1/pictures/{picture.Id}/file", picture.Width, picture.Seed),
            (data.GetProperty("id").GetString(), data.GetProperty("jobId").GetString(), data.GetProperty("url").GetString(),
                data.GetProperty("width").GetInt32(), data.GetProperty("seed").GetUInt64()));
    }

    [Fact]
    public async Task A_late_result_tells_of_no_picture()
    {
        await Store.AddAsync(Some.Job(), None);
        var late = (await Store.LeaseAsync(Some.Worker, None))!.Lease;
        await Store.ExpireAsync(late, "gone", 3, None);

        Assert.False(await Store.SucceedAsync(late, [Some.Picture()], None));
        Assert.DoesNotContain(await Store.EventsAsync(0, 100, None), happened => happened.Type == "picture.created");
    }

    [Fact]
    public async Task A_paused_queue_hands_out_nothing_and_accepts()
    {
        await Store.SetPausedAsync(true, None);
        await Store.AddAsync(Some.Job(), None);

        Assert.True(await Store.IsPausedAsync(None));
        Assert.True((await Store.CountAsync(None)).Paused);
        Assert.Null(await Store.LeaseAsync(Some.Worker, None));

        await Store.SetPausedAsync(false, None);
        Assert.False(await Store.IsPausedAsync(None));
        Assert.NotNull(await Store.LeaseAsync(Some.Worker, None));
    }

    [Fact]
    public async Task Jobs_that_ended_long_ago_are_removed_with_their_events()
    {
        var old = await Store.AddAsync(Some.Job(key: "k"), None);
        await Store.CancelAsync(old.Id, None);
        var waiting = await Store.AddAsync(Some.Job(), None);
        var end = (await Store.FindAsync(old.Id, None))!.EndedAt!.Value;

        Assert.Equal(0, await Store.RemoveEndedAsync(end, None));
        Assert.Equal(1, await Store.RemoveEndedAsync(end.AddTicks(1), None));
        Assert.Null(await Store.FindAsync(old.Id, None));
        Assert.Equal([waiting.Id], (await Store.EventsAsync(0, 10, None)).Select(happened => happened.JobId));
        Assert.Equal((1, 0), ((await Store.CountAsync(None)).Waiting, (await Store.CountAsync(None)).Canceled));
    }
}
