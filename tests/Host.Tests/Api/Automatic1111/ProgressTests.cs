using Atelier.Host.Api.Automatic1111.Progress;
using Atelier.Generation;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Api.Automatic1111;

public class ProgressTests
{
    private static readonly byte[] Preview = [1, 2, 3];

    [Fact]
    public async Task Idle_is_nothing_done_and_no_picture()
    {
        await using var server = await CompatibleServer.StartAsync();

        var progress = (await server.GetAsync("/sdapi/v1/progress"))!;

        Assert.Equal(
            (0.0, 0.0, null, ""),
            ((double)progress["progress"]!, (double)progress["eta_relative"]!, (string?)progress["current_image"],
                (string)progress["state"]!["job"]!));
    }

    [Fact]
    public async Task A_running_job_tells_step_time_left_and_preview()
    {
        await using var server = await CompatibleServer.StartAsync();
        var (waiting, job) = await BeginAsync(server, """{"width":64,"height":32,"steps":4,"n_iter":2,"force_task_id":"task(abc)"}""");
        server.Feed.Progress[job.Id] = new JobProgress("sample", 5, 8, 1, TimeSpan.FromSeconds(3)) { Preview = Preview };

        var progress = (await server.GetAsync("/sdapi/v1/progress"))!;
        var without = (await server.GetAsync("/sdapi/v1/progress?skip_current_image=true"))!;
        await server.PostAsync("/sdapi/v1/options", """{"live_previews_enable":false}""");
        var never = (await server.GetAsync("/sdapi/v1/progress"))!;

        Assert.Equal(0.01 + 0.5 + 0.125, (double)progress["progress"]!, 6);
        Assert.Equal((3.0, Convert.ToBase64String(Preview)), ((double)progress["eta_relative"]!, (string)progress["current_image"]!));
        var state = progress["state"]!;
        Assert.Equal(
            (2, 1, 1, 4), ((int)state["job_count"]!, (int)state["job_no"]!, (int)state["sampling_step"]!, (int)state["sampling_steps"]!));
        Assert.Null(without["current_image"]);
        Assert.Null(never["current_image"]);

        await server.PostAsync("/sdapi/v1/interrupt", "");
        await waiting;
    }

    [Fact]
    public async Task A_named_task_is_told_of_by_its_name()
    {
        await using var server = await CompatibleServer.StartAsync();
        var (waiting, job) = await BeginAsync(server, """{"width":64,"height":32,"steps":4,"force_task_id":"task(abc)"}""");
        server.Feed.Progress[job.Id] = new JobProgress("sample", 2, 4, 1, TimeSpan.FromSeconds(2)) { Preview = Preview };

        var (_, running) = await server.PostAsync("/internal/progress", """{"id_task":"task(abc)","id_live_preview":-1}""");
        var (_, seen) = await server.PostAsync("/internal/progress", """{"id_task":"task(abc)","id_live_preview":2}""");
        var (_, unknown) = await server.PostAsync("/internal/progress", """{"id_task":"task(xyz)"}""");
        await server.PostAsync("/sdapi/v1/interrupt", "");
        await waiting;
        var (_, done) = await server.PostAsync("/internal/progress", """{"id_task":"task(abc)"}""");

        Assert.Equal((true, 2.0, 2), ((bool)running!["active"]!, (double)running["eta"]!, (int)running["id_live_preview"]!));
        Assert.StartsWith("data:image/jpeg;base64,AQID", (string)running["live_preview"]!);
        Assert.Null(seen!["live_preview"]);
        Assert.Equal((false, false, "Waiting..."), ((bool)unknown!["active"]!, (bool)unknown["completed"]!, (string)unknown["textinfo"]!));
        Assert.Equal((false, true), ((bool)done!["active"]!, (bool)done["completed"]!));
    }

    [Fact]
    public async Task Skipping_tells_the_worker_and_others_jobs_are_not_touched()
    {
        await using var server = await CompatibleServer.StartAsync();
        var (waiting, job) = await BeginAsync(server, """{"width":64,"height":32}""");
        using var other = await server.ClientAsync("bob", Host.Store.Role.User);

        await CompatibleServer.PostAsync(other, "/sdapi/v1/skip", "");
        await CompatibleServer.PostAsync(other, "/sdapi/v1/interrupt", "");
        Assert.Empty(server.Workers.Interrupts);
        await server.PostAsync("/sdapi/v1/skip", "");

        Assert.Equal([(job.Id, Interruption.Skip)], server.Workers.Interrupts);
        Assert.Equal(JobState.Running, (await server.Queue.FindAsync(job.Id))!.State);
        await server.PostAsync("/sdapi/v1/interrupt", "");
        await waiting;
    }

    [Fact]
    public async Task Interrupting_what_a_worker_makes_stops_it_and_is_shown_until_it_ends()
    {
        await using var server = await CompatibleServer.StartAsync();
        var (waiting, job) = await BeginAsync(server, """{"width":64,"height":32,"n_iter":3}""");
        server.Workers.Status = [new WorkerStatus("w", "working", job.Id, 0, null, 0, [], new Dictionary<string, string>())];
        Assert.Equal((false, false), await EarlyEndAsync(server));

        await server.PostAsync("/sdapi/v1/interrupt", "");

        Assert.Equal([(job.Id, Interruption.Stop)], server.Workers.Interrupts);
        Assert.Equal(JobState.Running, (await server.Queue.FindAsync(job.Id))!.State);
        Assert.Equal((true, false), await EarlyEndAsync(server));
        await server.Queue.CancelAsync(job.Id);
        await waiting;
        Assert.Equal((false, false), await EarlyEndAsync(server));
    }

    [Fact]
    public async Task A_skipped_batch_is_shown_until_the_next_begins()
    {
        await using var server = await CompatibleServer.StartAsync();
        var (waiting, job) = await BeginAsync(server, """{"width":64,"height":32,"steps":4,"n_iter":2}""");
        server.Feed.Progress[job.Id] = new JobProgress("sample", 1, 8, 1, null);

        await server.PostAsync("/sdapi/v1/skip", "");

        Assert.Equal((false, true), await EarlyEndAsync(server));
        server.Feed.Progress[job.Id] = new JobProgress("sample", 5, 8, 1, null);
        Assert.Equal((false, false), await EarlyEndAsync(server));
        await server.PostAsync("/sdapi/v1/interrupt", "");
        await waiting;
    }

    [Fact]
    public async Task Waiting_jobs_are_pending_by_name_and_say_their_place()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Waits = true;
        using var gone = new CancellationTokenSource();
        var waiting =
            server.Client.PostAsync("/sdapi/v1/txt2img", Json("""{"width":64,"height":32,"force_task_id":"task(abc)"}"""), gone.Token);
        await server.Queue.Began.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var pending = (await server.GetAsync("/internal/pending-tasks"))!;
        var progress = (await server.GetAsync("/sdapi/v1/progress"))!;
        var (_, task) = await server.PostAsync("/internal/progress", """{"id_task":"task(abc)"}""");

        Assert.Equal("""{"size":1,"tasks":["task(abc)"]}""", pending.ToJsonString());
        Assert.Equal("In queue: 1/1", (string)progress["textinfo"]!);
        Assert.Equal((true, "In queue: 1/1"), ((bool)task!["queued"]!, (string)task["textinfo"]!));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(0, 8, 0, 0, 0.01)]
    [InlineData(3, 8, 0, 3, 0.385)]
    [InlineData(4, 8, 1, 0, 0.51)]
    [InlineData(8, 8, 1, 4, 1.0)]
    public void Progress_is_counted_in_batches(int step, int steps, int batch, int batchStep, double progress)
    {
        var job = new Job
        {
            Id = "1",
            Owner = "ann",
            Source = "sdapi",
            State = JobState.Running,
            Request = new GenerationRequest { Prompt = "", Count = 2, Steps = 4 },
            CreatedAt = default,
        };

        var standing = Standing.Of(job, new JobProgress("sample", step, steps, 1, null));

        Assert.Equal((batch, batchStep), (standing.Batch, standing.Step));
        Assert.Equal(progress, standing.Progress, 6);
    }

    [Fact]
    public void The_oldest_names_of_tasks_are_forgotten()
    {
        var names = new TaskNames();
        for (var i = 0; i <= 1000; i++)
        {
            names.Add("ann", $"t{i}", $"j{i}");
        }

        Assert.Null(names.JobOf("ann", "t0"));
        Assert.Equal("j1000", names.JobOf("ann", "t1000"));
        Assert.Null(names.JobOf("bob", "t1000"));
    }

    private static async Task<(bool Interrupted, bool Skipped)> EarlyEndAsync(CompatibleServer server)
    {
        var state = (await server.GetAsync("/sdapi/v1/progress"))!["state"]!;
        return ((bool)state["interrupted"]!, (bool)state["skipped"]!);
    }

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private static async Task<(Task Waiting, Job Job)> BeginAsync(CompatibleServer server, string json)
    {
        server.Queue.Holds = true;
        var waiting = server.PostAsync("/sdapi/v1/txt2img", json);
        return (waiting, await server.Queue.Began.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
