using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Making.Results;

public sealed class ResultDeliveryTests
{
    private static readonly TimeSpan NearlyFifteenMinutes = TimeSpan.FromMinutes(14.1);

    [Fact]
    public async Task Before_the_token_ends_the_answer_says_that_the_pictures_come_as_a_message_and_is_then_left_alone()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        await PassAsync(session, NearlyFifteenMinutes);
        await session.UntilAsync(() => Says(session, interaction, "comes as a new message"));
        var edits = session.EditsOf(interaction).Count;

        for (var step = 1; step <= 5; step++)
        {
            session.Host.Queue.Progress(job.Id, new JobProgress("sample", step, 20, 1, null));
            await PassAsync(session, TimeSpan.FromSeconds(30));
        }

        Assert.Equal(edits, session.EditsOf(interaction).Count);
        Assert.Equal("Cancel", session.EditsOf(interaction)[^1].Body!.Components![0].Components[0].Label);
    }

    [Fact]
    public async Task A_job_longer_than_the_tokens_life_is_sent_once_into_the_channel_with_its_buttons()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync(MakingFixture.Wish("a long one", count: 2));
        await PassAsync(session, TimeSpan.FromMinutes(20));
        session.Host.Queue.Succeed(job.Id);
        await GoneAsync(session, interaction);

        var sent = Assert.Single(session.Api.Calls, call => call.Kind == DiscordCallKind.Send);
        Assert.Equal(Some.ChannelId, sent.ChannelId);
        Assert.StartsWith(
            $"As an answer to https://discord.com/channels/{Some.GuildId}/{Some.ChannelId}/original-", sent.Body!.Content,
            StringComparison.Ordinal);
        Assert.Contains("a long one", sent.Body.Content, StringComparison.Ordinal);
        Assert.Equal(["U1", "U2"], sent.Body.Components![0].Components.Select(button => button.Label));
        Assert.Single(sent.Files);
        Assert.Equal((interaction.Id, true), (sent.Body.Nonce, sent.Body.EnforceNonce));
    }

    [Fact]
    public async Task The_old_answer_then_points_to_the_message()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        await PassAsync(session, TimeSpan.FromMinutes(20));
        session.Host.Queue.Succeed(job.Id);
        await GoneAsync(session, interaction);

        var pointed = Assert.Single(session.Api.Calls, call => call.Kind == DiscordCallKind.Edit);
        Assert.StartsWith("original-", pointed.MessageId, StringComparison.Ordinal);
        Assert.StartsWith("It is finished: https://discord.com/channels/", pointed.Body!.Content, StringComparison.Ordinal);
        Assert.Empty(pointed.Body.Components!);
    }

    [Fact]
    public async Task A_job_that_ends_in_the_tokens_last_minute_is_sent_as_a_message_too()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync();
        await session.StopAsync();
        session.Host.Clock.Pass(TimeSpan.FromSeconds((14 * 60) + 30));
        session.Host.Queue.Succeed(job.Id);

        session.Begin();
        await GoneAsync(session, interaction);

        Assert.Single(session.Api.Calls, call => call.Kind == DiscordCallKind.Send);
    }

    [Fact]
    public async Task The_tokens_life_counts_from_the_interaction_through_restarts()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        await session.StopAsync();
        var edits = session.EditsOf(interaction).Count;
        session.Host.Clock.Pass(TimeSpan.FromMinutes(30));
        session.Begin();
        await PassAsync(session, TimeSpan.FromSeconds(5));
        session.Host.Queue.Succeed(job.Id);
        await GoneAsync(session, interaction);

        Assert.Equal(edits, session.EditsOf(interaction).Count);
        Assert.Single(session.Api.Calls, call => call.Kind == DiscordCallKind.Send);
    }

    [Fact]
    public async Task What_an_earlier_session_may_have_sent_is_not_sent_again()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        await PassAsync(session, TimeSpan.FromMinutes(20));
        var kept = await session.KeptAsync(interaction);
        session.Host.Queue.Succeed(job.Id);
        await GoneAsync(session, interaction);
        await session.StopAsync();

        // As if the process had ended between sending and forgetting.
        await session.Host.Store.SetAsync("following/" + interaction.Id, kept!);
        session.Begin();
        await GoneAsync(session, interaction);

        Assert.Single(session.Api.Calls, call => call.Kind == DiscordCallKind.Send);
        var replaced = session.Api.Calls.Last(call => call.Kind == DiscordCallKind.Edit);
        Assert.StartsWith("original-", replaced.MessageId, StringComparison.Ordinal);
        Assert.Single(replaced.Files);
    }

    [Fact]
    public async Task A_change_that_an_earlier_session_may_have_made_is_made_again_in_the_same_place()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        var kept = await session.KeptAsync(interaction);
        session.Host.Queue.Succeed(job.Id);
        await GoneAsync(session, interaction);
        await session.StopAsync();
        await session.Host.Store.SetAsync("following/" + interaction.Id, kept!);

        // The token has ended since.
        session.Host.Clock.Pass(TimeSpan.FromMinutes(30));
        session.Begin();
        await GoneAsync(session, interaction);

        Assert.DoesNotContain(session.Api.Calls, call => call.Kind == DiscordCallKind.Send);
        Assert.Single(Assert.Single(session.Api.Calls, call => call.Kind == DiscordCallKind.Edit).Files);
    }

    [Fact]
    public async Task A_token_that_ended_early_is_noticed_and_the_message_sent()
    {
        await using var session = new MakingFixture();
        session.Api.Fails = call => call.Kind == DiscordCallKind.EditOriginal && call.Files.Count > 0
            ? new DiscordException(401, 50027, "Invalid Webhook Token")
            : null;
        var (interaction, job) = await session.RunningAsync();
        session.Host.Queue.Succeed(job.Id);
        await GoneAsync(session, interaction);

        Assert.Single(Assert.Single(session.Api.Calls, call => call.Kind == DiscordCallKind.Send).Files);
    }

    [Fact]
    public async Task A_channel_that_refuses_is_logged_and_nothing_is_followed_for_ever()
    {
        await using var session = new MakingFixture();
        session.Api.Fails = call => call.Kind == DiscordCallKind.Send ? new DiscordException(403, 50001, "Missing Access") : null;
        var (interaction, job) = await session.RunningAsync();
        await PassAsync(session, TimeSpan.FromMinutes(20));
        session.Host.Queue.Succeed(job.Id);
        await GoneAsync(session, interaction);

        var line = Assert.Single(session.Host.Logged, line => line.Level == FrontEndLogLevel.Warning);
        Assert.Contains("Missing Access", line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(interaction.Token, line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_refuses_while_the_token_lives_has_the_answer_changed_after_all()
    {
        await using var session = new MakingFixture();
        session.Api.Fails = call => call.Kind == DiscordCallKind.Send ? new DiscordException(403, 50001, "Missing Access") : null;
        var (interaction, job) = await session.RunningAsync();
        await PassAsync(session, NearlyFifteenMinutes);
        session.Host.Queue.Succeed(job.Id);
        await GoneAsync(session, interaction);

        Assert.Single(session.EditsOf(interaction)[^1].Files);
    }

    [Fact]
    public async Task A_Discord_that_is_away_for_a_while_is_tried_again()
    {
        await using var session = new MakingFixture();
        var failures = 0;
        session.Api.Fails = call => call.Kind == DiscordCallKind.EditOriginal && call.Files.Count > 0 && failures++ < 3
            ? new DiscordException(503, 0, "Service Unavailable")
            : null;
        var (interaction, job) = await session.RunningAsync();
        session.Host.Queue.Succeed(job.Id);

        Assert.Single((await session.EndAsync(interaction)).Files);
        Assert.DoesNotContain(session.Api.Calls, call => call.Kind == DiscordCallKind.Send);
    }

    [Fact]
    public async Task A_file_that_Discord_finds_too_large_is_made_smaller()
    {
        await using var session = new MakingFixture();
        session.Host.Pictures.Files = _ => new byte[3 * 1024 * 1024];
        session.Host.Pictures.Converts = (_, _, _, side) => new byte[side is null ? 2 * 1024 * 1024 : 100_000];
        session.Api.Fails = call => call.Files.Any(file => file.Content.Length > 1024 * 1024)
            ? new DiscordException(413, 40005, "Request entity too large")
            : null;
        var (interaction, job) = await session.RunningAsync();
        session.Host.Queue.Succeed(job.Id);

        Assert.Equal(100_000, Assert.Single((await session.EndAsync(interaction)).Files).Content.Length);
    }

    [Fact]
    public async Task A_posted_job_is_posted_once()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync();
        job = session.Host.Queue.Succeed(job.Id);
        await GoneAsync(session, interaction);

        await session.Making.Poster.PostAsync(job, "8000", "every morning", spoiler: false, CancellationToken.None);
        await session.Making.Poster.PostAsync(job, "8000", "every morning", spoiler: false, CancellationToken.None);

        var sent = Assert.Single(session.Api.Calls, call => call.Kind == DiscordCallKind.Send);
        Assert.Equal("8000", sent.ChannelId);
        Assert.StartsWith("**every morning**", sent.Body!.Content, StringComparison.Ordinal);
        Assert.Equal("Upscale ×2", sent.Body.Components![0].Components[0].Label);
    }

    private static Task PassAsync(MakingFixture session, TimeSpan time)
    {
        var until = session.Host.Clock.GetUtcNow() + time;
        return session.UntilAsync(() => session.Host.Clock.GetUtcNow() >= until, step: Math.Min(10, time.TotalSeconds / 4));
    }

    private static Task GoneAsync(MakingFixture session, Interaction interaction) =>
        session.UntilAsync(async () => await session.KeptAsync(interaction) is null);

    private static bool Says(MakingFixture session, Interaction interaction, string words) =>
        session.EditsOf(interaction)[^1].Body!.Content!.Contains(words, StringComparison.Ordinal);
}
