using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Making;

public sealed class PictureMakerTests
{
    [Fact]
    public async Task The_answer_is_deferred_before_anything_else()
    {
        await using var session = new MakingFixture();
        session.Rules.Changes = request =>
        {
            Assert.Equal(new InteractionResponse.Defer(Ephemeral: false), Assert.Single(session.Api.Calls).Response);
            return request;
        };

        await session.ImagineAsync();

        Assert.Single(session.Host.Queue.All);
    }

    [Fact]
    public async Task What_was_deferred_already_is_not_deferred_again()
    {
        await using var session = new MakingFixture();
        var context = session.Context(Some.Command("imagine"));
        await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: false), CancellationToken.None);

        await session.Making.Maker.MakeAsync(context, MakingFixture.Wish(), CancellationToken.None);

        Assert.Single(session.Api.Calls, call => call.Kind == DiscordCallKind.Respond);
    }

    [Fact]
    public async Task A_job_is_its_users_and_has_the_interactions_id_as_its_key()
    {
        await using var session = new MakingFixture();
        session.Rules.Priority = 3;
        session.Rules.Changes = request => request with { NegativePrompt = "blurry" };

        var (interaction, _) = await session.ImagineAsync();

        var submitted = Assert.Single(session.Host.Queue.Submitted);
        Assert.Equal("discord:" + Some.UserId, submitted.Owner);
        Assert.Equal("discord", submitted.Source);
        Assert.Equal(interaction.Id, submitted.IdempotencyKey);
        Assert.Equal(3, submitted.Priority);
        Assert.Equal("blurry", submitted.Request.NegativePrompt);
    }

    [Fact]
    public async Task What_the_rules_do_not_let_in_is_neither_queued_nor_kept()
    {
        await using var session = new MakingFixture();
        session.Rules.Refuses = "You have 2 of 2 jobs; wait for one to end.";
        var interaction = Some.Command("imagine");

        var refusal = await Assert.ThrowsAsync<Refusal>(() => session.ImagineAsync(interaction: interaction));

        Assert.Equal(session.Rules.Refuses, refusal.Message);
        Assert.Empty(session.Host.Queue.All);
        Assert.Null(await session.KeptAsync(interaction));
    }

    [Fact]
    public async Task What_the_queue_does_not_take_is_refused_in_its_words_and_does_not_count()
    {
        await using var session = new MakingFixture();
        session.Host.Queue.Refuses =
            new QueueRefusedException(QueueRefusal.Full, "the queue is full: 100 jobs wait; try again when some are done");
        var interaction = Some.Command("imagine");

        var refusal = await Assert.ThrowsAsync<Refusal>(() => session.ImagineAsync(interaction: interaction));

        Assert.Equal("The queue is full: 100 jobs wait; try again when some are done.", refusal.Message);
        Assert.Equal([interaction.Id], session.Rules.Forgiven);
        Assert.Empty(session.Rules.Open);
        Assert.Null(await session.KeptAsync(interaction));
    }

    [Fact]
    public async Task A_request_that_cannot_be_made_names_its_field()
    {
        await using var session = new MakingFixture();
        session.Host.Queue.Refuses = new RequestException("width", "must be a multiple of 8; 100 is not");

        var refusal = await Assert.ThrowsAsync<Refusal>(() => session.ImagineAsync());

        Assert.Contains("width", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("multiple of 8", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_server_leaves_nothing_behind()
    {
        await using var session = new MakingFixture();
        session.Host.Queue.Refuses = new IOException("broken");
        var interaction = Some.Command("imagine");

        await Assert.ThrowsAsync<IOException>(() => session.ImagineAsync(interaction: interaction));

        Assert.Equal([interaction.Id], session.Rules.Forgiven);
        Assert.Null(await session.KeptAsync(interaction));
    }

    [Fact]
    public async Task What_comes_while_the_server_ends_is_queued_by_the_next_session()
    {
        await using var session = new MakingFixture();
        session.Host.Queue.Refuses = new QueueRefusedException(QueueRefusal.ShuttingDown, "the server is shutting down");
        var interaction = Some.Command("imagine");
        await session.Making.Maker.MakeAsync(
            session.Context(interaction), MakingFixture.Wish("kept through a restart"), CancellationToken.None);
        await session.StopAsync();
        Assert.Empty(session.Host.Queue.All);

        session.Host.Queue.Refuses = null;
        session.Begin();
        await session.UntilAsync(() => session.Host.Queue.All.Count == 1);
        session.Host.Queue.Succeed(session.Host.Queue.Last.Id);
        var end = await session.EndAsync(interaction);

        Assert.Equal(interaction.Id, Assert.Single(session.Host.Queue.Submitted).IdempotencyKey);
        Assert.Single(end.Files);
        Assert.Contains("kept through a restart", end.Body!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_queue_does_not_take_after_a_restart_is_told_to_the_user_alone()
    {
        await using var session = new MakingFixture();
        session.Host.Queue.Refuses = new QueueRefusedException(QueueRefusal.ShuttingDown, "the server is shutting down");
        var (interaction, _) = (Some.Command("imagine"), 0);
        await session.Making.Maker.MakeAsync(session.Context(interaction), MakingFixture.Wish(), CancellationToken.None);
        await session.StopAsync();

        session.Host.Queue.Refuses = new QueueRefusedException(QueueRefusal.Full, "the queue is full");
        session.Begin();
        var told = await session.Api.WaitForAsync(call => call.Kind == DiscordCallKind.FollowUp);

        Assert.Equal(MessageFlags.Ephemeral, told.Body!.Flags);
        Assert.Equal("The queue is full.", told.Body.Content);
        Assert.Equal(DiscordCallKind.DeleteOriginal, session.CallsOf(interaction)[^2].Kind);
        Assert.Null(await session.KeptAsync(interaction));
    }

    [Theory]
    [InlineData(null, true, false, false)]
    [InlineData("off", true, false, false)]
    [InlineData("nsfw", true, false, true)]
    [InlineData("nsfw", false, false, false)]
    [InlineData("on", false, false, true)]
    [InlineData("off", false, true, true)]
    public async Task Pictures_are_hidden_by_the_channels_rule_or_the_users_wish(
        string? rule, bool isRestricted, bool isWished, bool isHidden)
    {
        await using var session = new MakingFixture();
        session.Rules.Rules = new ChannelRules { Spoilers = rule };
        var interaction = Some.Command("imagine") with { Channel = new Channel(Some.ChannelId, 0, "art", Nsfw: isRestricted) };
        var (_, job) = await session.RunningAsync(MakingFixture.Wish() with { Spoiler = isWished }, interaction);
        session.Host.Queue.Progress(job.Id, new JobProgress("sample", 1, 20, 1, null) { Preview = [1] });
        await session.UntilAsync(() => session.EditsOf(interaction)[^1].Body!.Content!.Contains("step 1 of 20", StringComparison.Ordinal));
        session.Host.Queue.Succeed(job.Id);

        var end = await session.EndAsync(interaction);

        Assert.Equal(isHidden, Assert.Single(end.Files).Name.StartsWith("SPOILER_", StringComparison.Ordinal));
        Assert.Equal(isHidden, !session.EditsOf(interaction).SkipLast(1).Any(edit => edit.Files.Count > 0));
    }

    [Fact]
    public async Task What_is_made_from_a_hidden_picture_is_hidden_too()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync(MakingFixture.Wish() with { Spoiler = true });
        session.Host.Queue.Succeed(job.Id);
        var message = MakingFixture.MessageOf(await session.EndAsync(interaction));

        var again = await session.PressAsync(message, "Re-roll");
        session.Host.Queue.Succeed(session.Host.Queue.Last.Id);

        Assert.StartsWith("SPOILER_", (await session.EndAsync(again.Interaction)).Files[0].Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_to_be_hidden_and_failed_is_hidden_when_it_is_tried_again()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.ImagineAsync(MakingFixture.Wish() with { Spoiler = true });
        session.Host.Queue.Fail(job.Id, "too large");
        var message = MakingFixture.MessageOf(await session.EndAsync(interaction));

        var again = await session.PressAsync(message, "Try again");
        session.Host.Queue.Succeed(session.Host.Queue.Last.Id);

        Assert.StartsWith("SPOILER_", (await session.EndAsync(again.Interaction)).Files[0].Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_command_makes_from_a_hidden_picture_is_hidden_too()
    {
        await using var session = new MakingFixture();
        var (_, job) = await session.MadeAsync();
        var message =
            new Message("1", Some.ChannelId, Attachments: [new Attachment("2", "SPOILER_picture.png", 1000, "https://cdn.example/2")]);
        var interaction = Some.MessageCommand("Upscale", message);
        var picture = (await session.Host.Pictures.FindAsync(job.Pictures[0].Id))!;

        await session.Making.Upscaler.UpscaleAsync(session.Context(interaction), picture, 2, CancellationToken.None);

        Assert.StartsWith("SPOILER_", (await session.EndAsync(interaction)).Files[0].Name, StringComparison.Ordinal);
    }
}
