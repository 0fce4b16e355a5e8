using System.Text.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Store;

/// <summary>What every <see cref="IRunStore"/> keeps to.</summary>
public abstract class RunStoreCompliance
{
    private protected static CancellationToken None => CancellationToken.None;

    private protected abstract IRunStore Store { get; }

    /// <summary>The store's clock.</summary>
    private protected abstract ManualTime Time { get; }

    /// <summary>All events that were appended, in order.</summary>
    private protected abstract Task<IReadOnlyList<StoredEvent>> EventsAsync();

    [Fact]
    public async Task A_new_run_waits_and_is_found_again_with_all_that_it_was_added_with()
    {
        var due = Time.GetUtcNow().AddTicks(1);
        var run = Some.Run("recipe", "hero", """{"topic":"sea"}""", key: "k") with
        {
            Lane = "lane",
            DueAt = due,
            Trigger = "schedule:dawn",
        };

        var added = await Store.AddAsync(run, None);

        Assert.Equal(
            new Run(run.Id, run.Target, "ann", "schedule:dawn", "k", "lane", JobState.Waiting, 0, Time.GetUtcNow(), due, null, null, null,
                null), added);
        Assert.Equal(added, await Store.FindAsync(run.Id, None));
        Assert.Equal(added, await Store.FindByKeyAsync("k", None));
        Assert.Null(await Store.FindAsync("nothing", None));
        Assert.Null(await Store.FindByKeyAsync("nothing", None));
    }

    [Fact]
    public async Task The_same_key_gives_the_same_run_also_when_it_is_over()
    {
        var first = await Store.AddAsync(Some.Run(key: "k"), None);
        Assert.Equal(first.Id, (await Store.AddAsync(Some.Run(name: "another", key: "k"), None)).Id);

        await Store.BeginNextAsync(None);
        await Store.EndAsync(first.Id, RunOutcome.Succeeded(), None);

        Assert.Equal((first.Id, JobState.Succeeded), Is(await Store.AddAsync(Some.Run(key: "k"), None)));
        Assert.Null(await Store.BeginNextAsync(None));
    }

    [Fact]
    public async Task Of_many_that_add_the_same_key_at_once_one_adds()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Store.AddAsync(Some.Run(key: "k"), None)));

        Assert.Single(added.Select(run => run.Id).Distinct());
        Assert.Single(await Store.ListAsync(new RunFilter(10), None));
    }

    [Fact]
    public async Task The_oldest_begins_first_and_each_once()
    {
        var runs = new List<Run>();
        for (var i = 0; i < 3; i++)
        {
            runs.Add(await Store.AddAsync(Some.Run(), None));
        }

        var begun = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Store.BeginNextAsync(None)));

        Assert.Equal(runs.Select(run => run.Id), begun.OfType<Run>().Select(run => run.Id).Order(StringComparer.Ordinal));
        Assert.All(begun.OfType<Run>(),
            run => Assert.Equal((JobState.Running, 1, Time.GetUtcNow()), (run.State, run.Attempts, run.StartedAt)));
    }

    [Fact]
    public async Task Runs_of_one_lane_go_one_after_another_and_hold_up_nobody_else()
    {
        var first = await Store.AddAsync(Some.Run() with { Lane = "a" }, None);
        var second = await Store.AddAsync(Some.Run() with { Lane = "a" }, None);
        var other = await Store.AddAsync(Some.Run() with { Lane = "b" }, None);

        Assert.Equal(first.Id, (await Store.BeginNextAsync(None))!.Id);
        Assert.Equal(other.Id, (await Store.BeginNextAsync(None))!.Id);
        Assert.Null(await Store.BeginNextAsync(None));

        await Store.EndAsync(first.Id, RunOutcome.Succeeded(), None);
        Assert.Equal(second.Id, (await Store.BeginNextAsync(None))!.Id);
    }

    [Fact]
    public async Task A_run_does_not_begin_before_its_time()
    {
        var later = await Store.AddAsync(Some.Run() with { NotBefore = Time.GetUtcNow().AddSeconds(10) }, None);
        var now = await Store.AddAsync(Some.Run(), None);

        Assert.Equal(now.Id, (await Store.BeginNextAsync(None))!.Id);
        Assert.Null(await Store.BeginNextAsync(None));

        Time.Pass(10);
        Assert.Equal(later.Id, (await Store.BeginNextAsync(None))!.Id);
    }

    [Fact]
    public async Task An_end_is_kept_with_its_result_or_error_and_stays()
    {
        var run = await Begin(Some.Run());
        Time.Pass(3);
        await Store.EndAsync(run.Id, new RunOutcome(JobState.Failed, new JobError("timeout", "too slow", "steps"), """{"a":1}"""), None);
        await Store.EndAsync(run.Id, RunOutcome.Succeeded(), None);

        var ended = (await Store.FindAsync(run.Id, None))!;
        Assert.Equal(
            (JobState.Failed, new JobError("timeout", "too slow", "steps"), """{"a":1}"""), (ended.State, ended.Error, ended.Result));
        Assert.Equal((Time.GetUtcNow(), true), (ended.EndedAt, ended.IsOver));
    }

    [Fact]
    public async Task A_waiting_run_is_not_ended_as_if_it_had_run()
    {
        var run = await Store.AddAsync(Some.Run(), None);

        await Store.EndAsync(run.Id, RunOutcome.Succeeded(), None);

        Assert.Equal(JobState.Waiting, (await Store.FindAsync(run.Id, None))!.State);
    }

    [Fact]
    public async Task What_was_left_running_begins_again_or_ends_as_it_is_said()
    {
        var again = await Begin(Some.Run(name: "again"));
        var over = await Begin(Some.Run(name: "over"));
        var waiting = await Store.AddAsync(Some.Run(), None);

        await Store.RecoverAsync(run => run.Target.Name == "again" ? null : RunOutcome.Failed("interrupted", "gone"), None);

        Assert.Equal((JobState.Waiting, 1), State(await Store.FindAsync(again.Id, None)));
        Assert.Equal((JobState.Failed, 1), State(await Store.FindAsync(over.Id, None)));
        Assert.Equal((JobState.Waiting, 0), State(await Store.FindAsync(waiting.Id, None)));
        Assert.Equal((again.Id, 2), await Store.BeginNextAsync(None) is { } begun ? (begun.Id, begun.Attempts) : default);
    }

    [Fact]
    public async Task An_attempt_that_was_broken_off_in_good_order_does_not_count()
    {
        var run = await Begin(Some.Run());

        await Store.ReleaseAsync(run.Id, None);

        Assert.Equal((JobState.Waiting, 0), State(await Store.FindAsync(run.Id, None)));
        Assert.Equal(1, (await Store.BeginNextAsync(None))!.Attempts);
    }

    [Fact]
    public async Task Cancelling_ends_what_waits_marks_what_runs_and_leaves_what_is_over()
    {
        var over = await Begin(Some.Run());
        await Store.EndAsync(over.Id, RunOutcome.Succeeded(), None);
        var running = await Begin(Some.Run());
        var waiting = await Store.AddAsync(Some.Run(), None);

        Assert.Equal(JobState.Canceled, (await Store.CancelAsync(waiting.Id, None))!.State);
        Assert.Equal(JobState.Running, (await Store.CancelAsync(running.Id, None))!.State);
        Assert.Equal(JobState.Succeeded, (await Store.CancelAsync(over.Id, None))!.State);
        Assert.Null(await Store.CancelAsync("nothing", None));
        Assert.Null(await Store.BeginNextAsync(None));
    }

    [Fact]
    public async Task One_whose_cancellation_was_asked_for_does_not_begin_again()
    {
        var killed = await Begin(Some.Run());
        var released = await Begin(Some.Run());
        await Store.CancelAsync(killed.Id, None);
        await Store.CancelAsync(released.Id, None);

        await Store.ReleaseAsync(released.Id, None);
        await Store.RecoverAsync(_ => null, None);

        Assert.Equal(JobState.Canceled, (await Store.FindAsync(killed.Id, None))!.State);
        Assert.Equal(JobState.Canceled, (await Store.FindAsync(released.Id, None))!.State);
    }

    [Fact]
    public async Task A_list_goes_from_new_to_old_by_pages_and_filters()
    {
        var runs = new List<Run>();
        foreach (var (kind, name, owner, trigger) in new[] { ("recipe", "a", "ann", "api"), ("script", "a", "ann", "api"),
            ("recipe", "b", "bob", "cli"), ("recipe", "a", "bob", "hook:x") })
        {
            runs.Add(await Store.AddAsync(Some.Run(kind, name) with { Owner = owner, Trigger = trigger }, None));
        }

        await Store.CancelAsync(runs[1].Id, None);

        Assert.Equal([3, 2, 1, 0], await Places(new RunFilter(10)));
        Assert.Equal([3, 2], await Places(new RunFilter(2)));
        Assert.Equal([1, 0], await Places(new RunFilter(2, Before: runs[2].Id)));
        Assert.Equal([1, 0], await Places(new RunFilter(10, Owner: "ann")));
        Assert.Equal([3, 0], await Places(new RunFilter(10, Kind: "recipe", Name: "a")));
        Assert.Equal([3], await Places(new RunFilter(10, Trigger: "hook:x")));
        Assert.Equal([1], await Places(new RunFilter(10, States: [JobState.Canceled, JobState.Failed])));

        async Task<IEnumerable<int>> Places(RunFilter filter) =>
            (await Store.ListAsync(filter, None)).Select(found => runs.FindIndex(run => run.Id == found.Id));
    }

    [Fact]
    public async Task A_log_is_read_in_order_and_goes_on_where_an_earlier_attempt_left_it()
    {
        var run = await Store.AddAsync(Some.Run(), None);
        await Store.AppendLogAsync(run.Id, [Line("one"), Line("two") with { Level = "error" }], None);
        await Store.AppendLogAsync(run.Id, [Line("three")], None);
        await Store.AppendLogAsync("nothing", [Line("lost")], None);

        Assert.Equal(
            [Line("one"), Line("two") with { Position = 1, Level = "error" }, Line("three") with { Position = 2 }],
            await Store.LogAsync(run.Id, -1, 10, None));
        Assert.Equal([Line("two") with { Position = 1, Level = "error" }], await Store.LogAsync(run.Id, 0, 1, None));
        Assert.Empty(await Store.LogAsync("nothing", -1, 10, None));
    }

    [Fact]
    public async Task Old_runs_go_with_their_logs_and_others_stay()
    {
        var old = await Begin(Some.Run());
        await Store.AppendLogAsync(old.Id, [Line("one")], None);
        await Store.EndAsync(old.Id, RunOutcome.Succeeded(), None);
        var running = await Begin(Some.Run());
        Time.Pass(60);
        var young = await Begin(Some.Run());
        await Store.EndAsync(young.Id, RunOutcome.Succeeded(), None);

        Assert.Equal(1, await Store.RemoveEndedAsync(Time.GetUtcNow(), None));

        Assert.Null(await Store.FindAsync(old.Id, None));
        Assert.Empty(await Store.LogAsync(old.Id, -1, 10, None));
        Assert.NotNull(await Store.FindAsync(running.Id, None));
        Assert.NotNull(await Store.FindAsync(young.Id, None));
    }

    [Fact]
    public async Task Each_change_appends_its_event()
    {
        var recipe = await Begin(Some.Run("recipe"));
        await Store.EndAsync(recipe.Id, RunOutcome.Succeeded("""{"published":"hero"}"""), None);
        var script = await Begin(Some.Run("script"));
        await Store.EndAsync(script.Id, RunOutcome.Failed("timeout", "too slow"), None);
        await Store.EndAsync(script.Id, RunOutcome.Succeeded(), None);
        await Store.CancelAsync((await Store.AddAsync(Some.Run("job"), None)).Id, None);

        var events = await EventsAsync();

        Assert.Equal(
            ["recipe.started", "recipe.succeeded", "script.started", "script.failed", "run.canceled"],
            events.Select(happened => happened.Type));
        Assert.All(events, happened => Assert.Equal(("ann", ""), (happened.Owner, happened.JobId)));
        var data = events.Select(happened => JsonElement.Parse(happened.Data!)).ToList();
        Assert.Equal(
            (recipe.Id, "hero", "succeeded"),
            (data[1].GetProperty("runId").GetString(), data[1].GetProperty("name").GetString(), data[1].GetProperty("state").GetString()));
        Assert.Equal("hero", data[1].GetProperty("result").GetProperty("published").GetString());
        Assert.Equal("timeout", data[3].GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_an_end_tells_besides_is_told_once_with_the_end_that_is_kept()
    {
        var published = RunOutcome.Succeeded() with { News = new RunNews("recipe.published", """{"name":"hero"}""") };
        var run = await Begin(Some.Run("recipe"));
        await Store.RecoverAsync(_ => null, None);
        await Store.EndAsync(run.Id, published, None);
        await Store.BeginNextAsync(None);
        await Store.EndAsync(run.Id, published, None);
        await Store.EndAsync(run.Id, published, None);

        var events = await EventsAsync();

        Assert.Equal(
            ["recipe.started", "recipe.started", "recipe.published", "recipe.succeeded"], events.Select(happened => happened.Type));
        Assert.Equal(("ann", """{"name":"hero"}"""), (events[2].Owner, events[2].Data));
    }

    private protected async Task<Run> Begin(NewRun run)
    {
        await Store.AddAsync(run, None);
        return (await Store.BeginNextAsync(None))!;
    }

    private static (string Id, JobState State) Is(Run run) => (run.Id, run.State);

    private static (JobState, int) State(Run? run) => (run!.State, run.Attempts);

    private RunLogLine Line(string text) => new(0, Time.GetUtcNow(), "info", text);
}
