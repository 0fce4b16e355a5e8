using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Commands;
using Atelier.DiscordBot.Commands.Pictures;

namespace Atelier.DiscordBot.Tests.Commands;

public sealed class EndedJobsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Workbench _bench = new();

    [Fact]
    public async Task What_a_schedule_made_comes_into_its_channel()
    {
        var schedule = await ScheduleAsync(spoiler: true);
        var job = await _bench.Host.Schedules.FireAsync(schedule);
        _bench.Host.Queue.Succeed(job.Id);

        await ListenAsync(until: 1);

        var (posted, channel, title, spoiler) = Assert.Single(_bench.Maker.Posted);
        Assert.Equal((job.Id, Some.ChannelId, "a-fox", true), (posted.Id, channel, title, spoiler));
    }

    [Fact]
    public async Task A_session_goes_on_where_the_last_one_stopped_and_posts_nothing_twice()
    {
        var schedule = await ScheduleAsync();
        _bench.Host.Queue.Succeed((await _bench.Host.Schedules.FireAsync(schedule)).Id);
        await ListenAsync(until: 1);

        // Ended while nobody listened.
        _bench.Host.Queue.Succeed((await _bench.Host.Schedules.FireAsync(schedule)).Id);
        await ListenAsync(until: 2);
        _bench.Host.Queue.Succeed((await _bench.Host.Schedules.FireAsync(schedule)).Id);
        await ListenAsync(until: 3);

        Assert.Equal(_bench.Host.Queue.All.Select(job => job.Id), _bench.Maker.Posted.Select(posted => posted.Job.Id));
    }

    [Fact]
    public async Task What_goes_wrong_is_logged_and_not_posted_and_the_next_comes_all_the_same()
    {
        var schedule = await ScheduleAsync();
        _bench.Host.Queue.Fail((await _bench.Host.Schedules.FireAsync(schedule)).Id, "the model is gone");
        _bench.Maker.FailsToPost = new DiscordException(500, 0, "Discord is down");
        _bench.Host.Queue.Succeed((await _bench.Host.Schedules.FireAsync(schedule)).Id);
        var last = await _bench.Host.Schedules.FireAsync(schedule);
        _bench.Host.Queue.Succeed(last.Id);

        await ListenAsync(until: 3);

        Assert.Equal(last.Id, Assert.Single(_bench.Maker.Posted).Job.Id);
        Assert.Contains(_bench.Host.Logged, line => line.Message.Contains("the model is gone", StringComparison.Ordinal));
        Assert.Contains(_bench.Host.Logged, line => line.Message.Contains("Discord is down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_ended_meanwhile_is_not_posted()
    {
        var schedule = await ScheduleAsync();
        var job = await _bench.Host.Schedules.FireAsync(schedule);
        await _bench.RunAsync(Some.Command("schedule", Some.Sub("remove", Some.Text("name", "a-fox"))).By(permissions: "32"));
        _bench.Host.Queue.Succeed(job.Id);

        await ListenAsync(until: 1);

        Assert.Empty(_bench.Maker.Posted);
    }

    [Fact]
    public async Task A_users_last_pictures_are_remembered()
    {
        await _bench.MadeAsync(count: 1);
        var job = await _bench.MadeAsync(count: 2);
        _bench.Host.Queue.Fail((await _bench.WaitingAsync("a boat")).Id, "no");

        await ListenAsync(until: 3);

        var last = await new LastPictures(_bench.Host).OfAsync("discord:" + Some.UserId, default);
        Assert.Equal(job.Pictures.Select(picture => picture.Id), last.Select(picture => picture.Picture.Id));
        Assert.Empty(_bench.Maker.Posted);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<string> ScheduleAsync(bool spoiler = false)
    {
        await _bench.RunAsync(Some.Command(
            "schedule", Some.Sub("add", Some.Text("prompt", "a fox"), Some.Text("when", "hourly"), Some.Truth("spoiler", spoiler)))
            .By(permissions: "32"));
        return (await _bench.Host.Schedules.ListAsync())[0].Plan.Name;
    }

    /// <summary>A session that hears of ended jobs until so many are behind it.</summary>
    private async Task ListenAsync(int until)
    {
        using var stop = new CancellationTokenSource();
        var there = new TaskCompletionSource();
        _bench.Host.Store.Written = (key, value) =>
        {
            if ((key, value) == ("ended", until.ToString()))
            {
                there.TrySetResult();
            }
        };
        var listening = new EndedJobs(_bench.Host, _bench.Maker).RunAsync(stop.Token);
        await Task.WhenAny(there.Task, listening).WaitAsync(Patience);
        await stop.CancelAsync();
        await listening.WaitAsync(Patience);
    }
}
