using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Making.Follow;

public sealed class FollowerTests
{
    [Fact]
    public async Task A_job_that_waits_says_how_many_are_before_it_and_can_be_cancelled()
    {
        await using var session = new MakingFixture();
        var others = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => session.ImagineAsync()));
        var (interaction, _) = await session.ImagineAsync(MakingFixture.Wish("the fourth"));

        await session.UntilAsync(() => Says(session, interaction, "Waiting: 3 before you"));
        session.Host.Queue.Succeed(others[0].Job.Id);
        session.Host.Queue.Succeed(session.Host.Queue.All[1].Id);
        session.Host.Queue.Succeed(session.Host.Queue.All[2].Id);
        await session.UntilAsync(() => Says(session, interaction, "yours is next"));

        var shown = session.EditsOf(interaction)[^1].Body!;
        Assert.Contains("the fourth", shown.Content, StringComparison.Ordinal);
        Assert.Equal("Cancel", Assert.Single(Assert.Single(shown.Components!).Components).Label);
    }

    [Fact]
    public async Task A_job_that_waits_says_that_the_queue_is_paused()
    {
        await using var session = new MakingFixture();
        session.Host.Queue.Paused = true;

        var (interaction, _) = await session.ImagineAsync();

        await session.UntilAsync(() => Says(session, interaction, "the queue is paused"));
    }

    [Fact]
    public async Task A_job_that_runs_shows_its_preview_with_step_speed_and_time_left()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        session.Host.Queue.Progress(job.Id, new JobProgress("sample", 7, 20, 3.42, TimeSpan.FromSeconds(3.8)) { Preview = [1, 2, 3] });

        await session.UntilAsync(() => Says(session, interaction, "step 7 of 20 · 3.4 it/s · about 4 s left"));

        var shown = session.EditsOf(interaction)[^1];
        Assert.Equal([1, 2, 3], Assert.Single(shown.Files).Content);
        Assert.Equal("attachment://" + shown.Files[0].Name, Assert.Single(shown.Body!.Embeds!).Image!.Url);
    }

    [Fact]
    public async Task The_pictures_take_the_place_of_the_preview_and_what_counted_is_released()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        session.Host.Queue.Progress(job.Id, new JobProgress("sample", 7, 20, 3, null) { Preview = [1] });
        await session.UntilAsync(() => session.EditsOf(interaction).Any(edit => edit.Files.Count > 0));
        session.Host.Queue.Succeed(job.Id);

        var end = await session.EndAsync(interaction);

        Assert.Empty(end.Body!.Embeds!);
        Assert.Equal("made " + session.Host.Queue.Last.Pictures[0].Id, FakePictures.Text(Assert.Single(end.Files).Content));
        Assert.Single(end.Body.Attachments!);
        Assert.Equal([interaction.Id], session.Rules.Released);
    }

    [Fact]
    public async Task Changes_are_apart_and_leave_out_what_came_between()
    {
        await using var session = new MakingFixture();
        var at = Record(session);
        var (interaction, job) = await session.RunningAsync();
        for (var step = 1; step <= 200; step++)
        {
            session.Host.Queue.Progress(job.Id, new JobProgress("sample", step, 200, 10, null));
            var until = session.Host.Clock.GetUtcNow() + TimeSpan.FromSeconds(0.1);
            await session.UntilAsync(() => session.Host.Clock.GetUtcNow() >= until, step: 0.1);
        }

        await session.UntilAsync(() => Says(session, interaction, "step 200 of 200"));

        Assert.True(at.Count >= 5, $"{at.Count} changes");
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1.5)));
    }

    [Fact]
    public async Task Changes_with_a_preview_are_further_apart()
    {
        await using var session = new MakingFixture();
        var at = Record(session);
        var (_, job) = await session.RunningAsync();
        for (var step = 1; step <= 200; step++)
        {
            session.Host.Queue.Progress(job.Id, new JobProgress("sample", step, 200, 10, null) { Preview = [(byte)step] });
            var until = session.Host.Clock.GetUtcNow() + TimeSpan.FromSeconds(0.1);
            await session.UntilAsync(() => session.Host.Clock.GetUtcNow() >= until, step: 0.1);
        }

        var previews = at.Where(one => one.Call.Files.Count > 0).ToList();
        Assert.True(previews.Count >= 3, $"{previews.Count} previews");
        Assert.All(previews.Zip(previews.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(3)));
        Assert.True(previews[^1].Call.Files[0].Content[0] > previews[0].Call.Files[0].Content[0]);
    }

    [Fact]
    public async Task Nothing_is_changed_where_nothing_looks_different()
    {
        await using var session = new MakingFixture();
        var (interaction, _) = await session.ImagineAsync();
        await session.UntilAsync(() => session.EditsOf(interaction).Count == 1);

        var until = session.Host.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        await session.UntilAsync(() => session.Host.Clock.GetUtcNow() >= until);

        Assert.Single(session.EditsOf(interaction));
    }

    [Fact]
    public async Task One_change_is_underway_at_a_time_and_the_last_comes_after_it()
    {
        await using var session = new MakingFixture();
        var held = new TaskCompletionSource();
        var underway = 0;
        var most = 0;
        session.Api.Delays = async call =>
        {
            if (call.Kind == DiscordCallKind.EditOriginal)
            {
                most = Math.Max(most, Interlocked.Increment(ref underway));
                await held.Task;
                Interlocked.Decrement(ref underway);
            }
        };
        var (interaction, job) = await session.ImagineAsync();
        await session.UntilAsync(() => Volatile.Read(ref underway) == 1);
        session.Host.Queue.Begin(job.Id);
        session.Host.Queue.Succeed(job.Id);
        session.Host.Clock.Pass(10);
        held.SetResult();

        var end = await session.EndAsync(interaction);

        Assert.Equal(1, most);
        Assert.Single(end.Files);
    }

    [Fact]
    public async Task A_job_that_failed_says_why_and_can_be_tried_again()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync();
        session.Host.Queue.Fail(job.Id, "the latent became NaN after step 3");

        var end = await session.EndAsync(interaction);

        Assert.Contains("could not be finished. The latent became NaN after step 3.", end.Body!.Content, StringComparison.Ordinal);
        Assert.Equal(["Try again", "Edit prompt", "Delete"], Assert.Single(end.Body.Components!).Components.Select(button => button.Label));
        Assert.Equal([interaction.Id], session.Rules.Released);
    }

    [Fact]
    public async Task A_job_cancelled_before_it_began_does_not_count()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync();
        await session.Host.Queue.CancelAsync(job.Id);

        var end = await session.EndAsync(interaction);

        Assert.EndsWith("Cancelled.", end.Body!.Content, StringComparison.Ordinal);
        Assert.Equal([interaction.Id], session.Rules.Forgiven);
        Assert.Empty(session.Rules.Released);
    }

    [Fact]
    public async Task A_job_that_the_server_forgot_is_said_to_be_lost()
    {
        await using var session = new MakingFixture();
        var interaction = Some.Command("imagine");
        await Keep(session, interaction, "01GONE");

        await session.RestartAsync();
        var end = await session.EndAsync(interaction);

        Assert.Contains("does not know this job", end.Body!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_followed_goes_on_in_the_next_session()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync();
        await session.UntilAsync(() => session.EditsOf(interaction).Count == 1);

        await session.RestartAsync();
        await session.UntilAsync(() => session.EditsOf(interaction).Count == 2);
        session.Host.Queue.Begin(job.Id);
        session.Host.Queue.Progress(job.Id, new JobProgress("sample", 5, 20, 2, null));
        await session.UntilAsync(() => Says(session, interaction, "step 5 of 20"));
        session.Host.Queue.Succeed(job.Id);
        var end = await session.EndAsync(interaction);

        Assert.Single(end.Files);
        Assert.DoesNotContain(session.Api.Calls, call => call.Kind == DiscordCallKind.Send);
    }

    [Fact]
    public async Task A_job_that_ended_while_nobody_followed_it_is_shown_by_the_next_session()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync();
        await session.StopAsync();
        session.Host.Queue.Begin(job.Id);
        session.Host.Queue.Succeed(job.Id);

        session.Begin();
        var end = await session.EndAsync(interaction);

        Assert.Single(end.Files);
        Assert.Equal([interaction.Id], session.Rules.Released);
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_forgotten_and_the_others_are_followed()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync();
        await session.StopAsync();
        await session.Host.Store.SetAsync("following/1", "{ no record");
        session.Host.Queue.Succeed(job.Id);

        session.Begin();
        await session.EndAsync(interaction);

        Assert.Null(await session.Host.Store.GetAsync("following/1"));
        Assert.Contains(
            session.Host.Logged,
            line => line.Level == FrontEndLogLevel.Warning && line.Message.Contains("following/1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fails_once_is_followed_anew()
    {
        await using var session = new MakingFixture();
        var failures = 0;
        session.Host.Pictures.Files = id => FakePictures.File(new string('x', 2000));
        session.Host.Pictures.Converts =
            (_, _, _, _) => failures++ == 0 ? throw new IOException("the worker ended") : FakePictures.File("small");
        var interaction = Some.Command("imagine") with { AttachmentSizeLimit = 1000 };
        var (_, job) = await session.ImagineAsync(interaction: interaction);
        session.Host.Queue.Succeed(job.Id);

        var end = await session.EndAsync(interaction);

        Assert.Equal("small", FakePictures.Text(Assert.Single(end.Files).Content));
    }

    [Fact]
    public async Task What_fails_again_and_again_is_given_up_with_a_word()
    {
        await using var session = new MakingFixture();
        session.Host.Pictures.Files = id => FakePictures.File(new string('x', 2000));
        session.Host.Pictures.Converts = (_, _, _, _) => throw new IOException("the worker ended");
        var interaction = Some.Command("imagine") with { AttachmentSizeLimit = 1000 };
        var (_, job) = await session.ImagineAsync(interaction: interaction);
        session.Host.Queue.Succeed(job.Id);
        await session.UntilAsync(
            () => session.EditsOf(interaction).Any(edit => edit.Body!.Content!.Contains("kept on the server", StringComparison.Ordinal)));

        Assert.Null(await session.KeptAsync(interaction));
        Assert.Empty(session.Rules.Open);
    }

    [Fact]
    public async Task A_watch_that_breaks_is_begun_anew()
    {
        await using var session = new MakingFixture();
        session.Host.Queue.Interrupts = new IOException("the store cannot be reached");
        var (interaction, job) = await session.ImagineAsync();
        session.Host.Queue.Succeed(job.Id);

        Assert.Single((await session.EndAsync(interaction)).Files);
        Assert.Null(session.Host.Queue.Interrupts);
        Assert.Single(session.Host.Logged, line => line.Level == FrontEndLogLevel.Warning);
    }

    [Fact]
    public async Task A_hundred_at_once_are_each_shown_their_own()
    {
        await using var session = new MakingFixture();
        var asked = await Task.WhenAll(Enumerable.Range(0, 100).Select(async index =>
        {
            var interaction = Some.Command("imagine");
            await session.Making.Maker.MakeAsync(
                session.Context(interaction), MakingFixture.Wish($"number {index} of many"), CancellationToken.None);
            return (interaction, index);
        }));
        foreach (var job in session.Host.Queue.All)
        {
            session.Host.Queue.Begin(job.Id);
            session.Host.Queue.Succeed(job.Id);
        }

        foreach (var (interaction, index) in asked)
        {
            var end = await session.EndAsync(interaction);
            Assert.Contains($"number {index} of many", end.Body!.Content, StringComparison.Ordinal);
            Assert.Single(end.Files);
            Assert.Single(session.EditsOf(interaction), edit => edit.Files.Count > 0);
        }

        Assert.Equal(100, session.Rules.Released.Count);
    }

    [Fact]
    public async Task An_answer_that_is_gone_is_not_changed_any_more()
    {
        await using var session = new MakingFixture();
        var tried = 0;
        session.Api.Fails = call => call.Kind == DiscordCallKind.EditOriginal && Interlocked.Increment(ref tried) > 0
            ? new DiscordException(404, 10008, "Unknown Message")
            : null;
        var (interaction, job) = await session.ImagineAsync();
        await session.UntilAsync(() => tried == 1);
        session.Host.Queue.Begin(job.Id);
        for (var step = 1; step < 20; step++)
        {
            session.Host.Queue.Progress(job.Id, new JobProgress("sample", step, 20, 1, null));
            session.Host.Clock.Pass(2);
            await session.UntilAsync(() => session.Host.Clock.Waits);
        }

        session.Host.Queue.Succeed(job.Id);
        await session.UntilAsync(async () => await session.KeptAsync(interaction) is null);

        Assert.Equal(2, tried);
        Assert.DoesNotContain(session.Api.Calls, call => call.Kind == DiscordCallKind.Send);
    }

    private static bool Says(MakingFixture session, Interaction interaction, string words) =>
        session.EditsOf(interaction).LastOrDefault()?.Body?.Content?.Contains(words, StringComparison.Ordinal) == true;

    private static List<(DateTimeOffset At, DiscordCall Call)> Record(MakingFixture session)
    {
        var at = new List<(DateTimeOffset At, DiscordCall Call)>();
        session.Api.Delays = call =>
        {
            if (call.Kind == DiscordCallKind.EditOriginal)
            {
                at.Add((session.Host.Clock.GetUtcNow(), call));
            }

            return Task.CompletedTask;
        };
        return at;
    }

    private static async Task Keep(MakingFixture session, Interaction interaction, string jobId)
    {
        var (earlier, job) = await session.ImagineAsync();
        var text = await session.KeptAsync(earlier);
        await session.StopAsync();
        await session.Host.Store.RemoveAsync("following/" + earlier.Id);
        await session.Host.Store.SetAsync(
            "following/" + interaction.Id,
            text!.Replace(earlier.Id, interaction.Id, StringComparison.Ordinal)
                .Replace(earlier.Token, interaction.Token, StringComparison.Ordinal)
                .Replace(job.Id, jobId, StringComparison.Ordinal));
        session.Begin();
    }
}
