using Atelier.DiscordSimulator.Interactions;

namespace Atelier.DiscordSimulator.Tests.Interactions;

public sealed class AnsweringTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Who_is_not_answered_within_three_seconds_reads_that_it_failed_and_the_answer_comes_too_late()
    {
        var time = new ManualTime();
        await using var meeting = await Meeting.BeginAsync(new LocalDiscordOptions { Time = time });
        var (done, told) = await meeting.DrawAsync();

        time.Pass(TimeSpan.FromSeconds(3) - Moment);
        Assert.False(done.HasFailed);
        time.Pass(Moment);
        await done.FailedAsync();

        var late = await meeting.Bot.AnswerAsync(told, 5);
        Assert.Equal((404, 10062), (late.Status, late.Code));
        Assert.Null(done.Answer);
    }

    [Fact]
    public async Task A_second_answer_is_refused_and_counts_against_the_bot()
    {
        await using var meeting = await Meeting.BeginAsync();
        var (_, told) = await meeting.DrawAsync();
        await meeting.Bot.AnswerAsync(told, 5);

        var second = await meeting.Bot.AnswerAsync(told, 5);

        Assert.Equal((400, 40060), (second.Status, second.Code));
        Assert.Contains("already been acknowledged", Assert.Single(meeting.Discord.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_good_for_fifteen_minutes()
    {
        var time = new ManualTime();
        await using var meeting = await Meeting.BeginAsync(new LocalDiscordOptions { Time = time });
        var (done, told) = await meeting.DrawAsync();
        await meeting.Bot.AnswerAsync(told, 5);

        time.Pass(TimeSpan.FromMinutes(15) - Moment);
        Assert.Equal(200, (await EditAsync("in time")).Status);
        time.Pass(Moment);
        var late = await EditAsync("late");

        Assert.Equal((401, 50027), (late.Status, late.Code));
        Assert.Equal("in time", done.Message!.Content);

        Task<Reply> EditAsync(string content) =>
            meeting.Bot.CallAsync("PATCH", meeting.Bot.Original(told), new { content, allowed_mentions = Meeting.Nobody });
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task An_answer_of_another_kind_than_the_command_can_have_is_refused(int type)
    {
        await using var meeting = await Meeting.BeginAsync();
        var (done, told) = await meeting.DrawAsync();

        Assert.Equal(
            (400, 50035),
            (await meeting.Bot.AnswerAsync(told, type, new { choices = Array.Empty<object>() })) is var reply
                ? (reply.Status, reply.Code)
                : default);
        Assert.Null(done.Answer);
    }

    [Fact]
    public async Task A_deferred_answer_may_be_for_one_user_alone_and_nothing_else()
    {
        await using var meeting = await Meeting.BeginAsync();
        var (_, told) = await meeting.DrawAsync();

        Assert.Equal(400, (await meeting.Bot.AnswerAsync(told, 5, new { flags = 64 | 4 })).Status);
        Assert.Equal(204, (await meeting.Bot.AnswerAsync(told, 5, new { flags = 64 })).Status);

        var ben = meeting.Guild.AddMember("ben").In(meeting.Channel);
        Assert.True(Assert.Single(meeting.Anna.Sees).IsThinking);
        Assert.Empty(ben.Sees);
    }

    [Fact]
    public async Task What_follows_a_deferred_answer_first_takes_its_place_and_its_audience()
    {
        await using var meeting = await Meeting.BeginAsync();
        var (done, told) = await meeting.DrawAsync();
        await meeting.Bot.AnswerAsync(told, 5, new { flags = 64 });

        await meeting.Bot.CallAsync(
            "POST", meeting.Bot.Webhook(told), new { content = "for her", allowed_mentions = Meeting.Nobody, flags = 64 });
        await meeting.Bot.CallAsync("POST", meeting.Bot.Webhook(told), new { content = "for all", allowed_mentions = Meeting.Nobody });

        Assert.Equal(("for her", true), (done.Message!.Content, done.Message.IsEphemeral));
        Assert.Equal(("for all", false), ((await done.FollowUpAsync()).Content, (await done.FollowUpAsync()).IsEphemeral));
    }

    [Fact]
    public async Task Nothing_follows_before_there_is_an_answer_nor_after_it_was_deleted()
    {
        await using var meeting = await Meeting.BeginAsync();
        var (_, told) = await meeting.DrawAsync();

        var early = await meeting.Bot.CallAsync("PATCH", meeting.Bot.Original(told), new { content = "early" });
        await meeting.Bot.AnswerAsync(told, 5);
        Assert.Equal(204, (await meeting.Bot.CallAsync("DELETE", meeting.Bot.Original(told))).Status);
        var gone = await meeting.Bot.CallAsync("PATCH", meeting.Bot.Original(told), new { content = "gone" });

        Assert.Equal((404, 10015), (early.Status, early.Code));
        Assert.Equal((404, 10008), (gone.Status, gone.Code));
    }

    [Fact]
    public async Task A_button_is_answered_by_changing_its_message()
    {
        await using var meeting = await Meeting.BeginAsync();
        var row = new { type = 1, components = new[] { new { type = 2, style = 1, label = "More", custom_id = "more" } } };
        var shown = await meeting.ShowAsync(new { content = "one", allowed_mentions = Meeting.Nobody, components = new[] { row } });

        var press = meeting.Anna.Press(shown.Message!, "More");
        var told = await meeting.Gateway.InteractionAsync();
        Assert.Equal(
            204, (await meeting.Bot.AnswerAsync(
                told, 7, new { content = "two", allowed_mentions = Meeting.Nobody, components = Array.Empty<object>() })).Status);

        Assert.Equal(AnswerKind.Update, press.Answer);
        Assert.Equal("two", shown.Message!.Content);
        Assert.Empty(shown.Message.Buttons);
        Faithful.AssertSound(meeting.Discord);
    }
}
