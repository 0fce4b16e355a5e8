using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.DiscordBot.Rules;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Making.Buttons;

public sealed class ButtonHandlerTests
{
    private const string Other = "4999999999999999999";
    private const string ManageMessages = "8192";
    private const string Administrator = "8";

    [Theory]
    [InlineData("v0|upscale|A|1|2")]
    [InlineData("v1|dance|A|1|0")]
    public async Task A_button_of_another_version_is_answered_kindly(string customId)
    {
        await using var session = new MakingFixture();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => session.HandleAsync(Some.Press(customId, new Message("1", Some.ChannelId))));

        Assert.Contains("another version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_of_others_are_left_to_them()
    {
        await using var session = new MakingFixture();
        var interaction = Some.Press("settings|limits", new Message("1", Some.ChannelId));

        Assert.DoesNotContain(session.Making.All, handler => handler.Takes(interaction));
    }

    [Theory]
    [InlineData(ButtonActions.Upscale)]
    [InlineData(ButtonActions.Subtle)]
    [InlineData(ButtonActions.Strong)]
    [InlineData(ButtonActions.Reroll)]
    [InlineData(ButtonActions.Edit)]
    [InlineData(ButtonActions.Recipe)]
    [InlineData(ButtonActions.Cancel)]
    [InlineData(ButtonActions.Purge)]
    public async Task A_button_whose_picture_is_gone_is_answered_kindly(string action)
    {
        await using var session = new MakingFixture();

        await Assert.ThrowsAsync<Refusal>(() => session.PressAsync(new ButtonId(action, "01GONE", Some.UserId, 2)));

        Assert.Empty(session.Api.Calls);
    }

    [Theory]
    [InlineData("Upscale ×2")]
    [InlineData("Vary (subtle)")]
    [InlineData("Re-roll")]
    [InlineData("Edit prompt")]
    public async Task Where_buttons_are_for_who_asked_others_are_told_so(string label)
    {
        await using var session = new MakingFixture();
        var (message, _) = await session.MadeAsync();
        session.Rules.Rules = new ChannelRules { OwnButtonsOnly = true };

        var refusal = await Assert.ThrowsAsync<Refusal>(() => session.PressAsync(message, label, Other));
        await session.PressAsync(message, label, Other, ManageMessages);
        await session.PressAsync(message, label);

        Assert.Contains($"<@{Some.UserId}> alone", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everywhere_anybody_may_see_the_recipe()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync();
        session.Rules.Rules = new ChannelRules { OwnButtonsOnly = true };

        await session.PressAsync(message, "Recipe", Other);

        Assert.Equal(MessageFlags.Ephemeral, session.Api.Last.Body!.Flags);
        Assert.StartsWith("```\na lighthouse\nNegative prompt: ", session.Api.Last.Body.Content, StringComparison.Ordinal);
        Assert.Contains($"Seed: {job.Pictures[0].Seed}", session.Api.Last.Body.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5000, 1)]
    [InlineData(700, 4)]
    public async Task A_long_recipe_is_a_file(int letters, int pictures)
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync(new string('a', letters), pictures);

        await session.PressAsync(message, "Recipe");

        var text = FakePictures.Text(Assert.Single(session.Api.Last.Files).Content);
        Assert.All(job.Pictures, picture => Assert.Contains($"Seed: {picture.Seed},", text, StringComparison.Ordinal));
        Assert.Equal(MessageFlags.Ephemeral, session.Api.Last.Body!.Flags);
    }

    [Fact]
    public async Task A_recipe_cannot_break_out_of_its_block()
    {
        await using var session = new MakingFixture();
        var (message, _) = await session.MadeAsync("``` @everyone");

        await session.PressAsync(message, "Recipe");

        Assert.Single(session.Api.Last.Files);
        Assert.DoesNotContain("everyone", session.Api.Last.Body!.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("V2", 0.25)]
    public async Task V_makes_four_of_the_pictures_own_noise_moved_a_little(string label, double strength)
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync(count: 4);

        await session.PressAsync(message, label);

        var request = session.Host.Queue.Last.Request;
        Assert.Equal((4, 1), (request.Count, request.BatchSize));
        Assert.Equal(job.Pictures[1].Seed, request.Seed);
        Assert.Equal((null, strength), (request.Variation!.Seed, request.Variation.Strength));
    }

    [Fact]
    public async Task Variations_are_no_more_than_the_channel_allows()
    {
        await using var session = new MakingFixture();
        session.Rules.Rules = new ChannelRules { MostPictures = 2 };
        var (message, _) = await session.MadeAsync();

        await session.PressAsync(message, "Vary (strong)");

        Assert.Equal(2, session.Host.Queue.Last.Request.Count);
        Assert.Equal(0.6, session.Host.Queue.Last.Request.Variation!.Strength);
    }

    [Fact]
    public async Task A_variation_is_varied_from_the_picture_itself()
    {
        await using var session = new MakingFixture();
        var (message, _) = await session.MadeAsync();
        var first = await session.PressAsync(message, "Vary (subtle)");
        session.Host.Queue.Succeed(session.Host.Queue.Last.Id);
        var variations = MakingFixture.MessageOf(await session.EndAsync(first.Interaction));
        var picture = session.Host.Queue.Last.Pictures[2];

        await session.PressAsync(variations, "V3");

        var request = session.Host.Queue.Last.Request;
        Assert.Null(request.Variation);
        Assert.Equal(0.4, request.Image!.Strength);
        Assert.Equal("made " + picture.Id, FakePictures.Text(session.Host.Pictures.Brought[request.Image.Picture]));
        Assert.Null(session.Host.Queue.Submitted[^1].Request.Seed);
    }

    [Fact]
    public async Task Re_roll_asks_for_the_same_with_another_seed_for_whoever_presses()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync(count: 2);

        await session.PressAsync(message, "Re-roll", Other);

        var submitted = session.Host.Queue.Submitted[^1];
        Assert.Equal("discord:" + Other, submitted.Owner);
        Assert.Equal(job.Request with { Seed = null }, submitted.Request);
    }

    [Fact]
    public async Task Re_roll_of_variations_makes_others_of_the_same_picture()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync();
        var first = await session.PressAsync(message, "Vary (subtle)");
        session.Host.Queue.Succeed(session.Host.Queue.Last.Id);
        var variations = MakingFixture.MessageOf(await session.EndAsync(first.Interaction));

        await session.PressAsync(variations, "Re-roll");

        var request = session.Host.Queue.Submitted[^1].Request;
        Assert.Equal(job.Pictures[0].Seed, request.Seed);
        Assert.Equal((null, 0.25), (request.Variation!.Seed, request.Variation.Strength));
    }

    [Fact]
    public async Task Every_button_works_after_a_restart()
    {
        await using var session = new MakingFixture();
        var (message, _) = await session.MadeAsync(count: 4);

        foreach (var button in message.Components!.SelectMany(row => row.Components))
        {
            await session.RestartAsync();
            await session.PressAsync(message, button.Label!);
        }

        Assert.Equal(6, session.Host.Queue.All.Count);
    }

    [Fact]
    public async Task Cancel_ends_the_job_and_the_message_says_who_did_it()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        var running = MakingFixture.MessageOf(session.EditsOf(interaction)[^1]);

        await session.PressAsync(running, "Cancel", Other, ManageMessages);
        var end = await session.EndAsync(interaction);

        Assert.Equal(JobState.Canceled, (await session.Host.Queue.FindAsync(job.Id))!.State);
        Assert.EndsWith($"Cancelled by <@{Other}>.", end.Body!.Content, StringComparison.Ordinal);
        Assert.Contains(session.Api.Calls, call => call.Response is InteractionResponse.DeferUpdate);
    }

    [Theory]
    [InlineData(Other, "0", false)]
    [InlineData(Other, "2048", false)]
    [InlineData(Other, "no number", false)]
    [InlineData(Other, ManageMessages, true)]
    [InlineData(Other, Administrator, true)]
    [InlineData(Some.UserId, "0", true)]
    public async Task Cancel_is_for_who_asked_and_who_may_manage_messages(string user, string permissions, bool may)
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        var running = MakingFixture.MessageOf(session.EditsOf(interaction)[^1]);

        var refused = await Record.ExceptionAsync(() => session.PressAsync(running, "Cancel", user, permissions));

        Assert.Equal(may, refused is null);
        Assert.True(may || refused is Refusal);
        Assert.Equal(may ? JobState.Canceled : JobState.Running, (await session.Host.Queue.FindAsync(job.Id))!.State);
    }

    [Fact]
    public async Task Cancel_that_comes_too_late_is_said_to()
    {
        await using var session = new MakingFixture();
        var (interaction, job) = await session.RunningAsync();
        var running = MakingFixture.MessageOf(session.EditsOf(interaction)[^1]);
        session.Host.Queue.Succeed(job.Id);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => session.PressAsync(running, "Cancel"));

        Assert.Contains("over already", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_removes_the_message_and_keeps_the_pictures_until_asked()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync(count: 2);

        var pressed = await session.PressAsync(message, "Delete");
        var calls = session.CallsOf(pressed.Interaction);
        Assert.Equal([DiscordCallKind.Respond, DiscordCallKind.DeleteOriginal, DiscordCallKind.FollowUp], calls.Select(call => call.Kind));
        Assert.Equal(MessageFlags.Ephemeral, calls[^1].Body!.Flags);
        Assert.NotNull(await session.Host.Pictures.FindAsync(job.Pictures[0].Id));

        await session.PressAsync(MakingFixture.MessageOf(calls[^1]), "Delete the pictures too");
        Assert.Null(await session.Host.Pictures.FindAsync(job.Pictures[0].Id));
        Assert.Null(await session.Host.Pictures.FindAsync(job.Pictures[1].Id));
        Assert.Equal("The 2 pictures are deleted from the server too.", session.Api.Last.Body!.Content);
    }

    [Fact]
    public async Task Delete_is_for_who_asked_and_moderators_who_cannot_delete_the_pictures()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync();

        await Assert.ThrowsAsync<Refusal>(() => session.PressAsync(message, "Delete", Other));
        var pressed = await session.PressAsync(message, "Delete", Other, ManageMessages);

        Assert.Equal(DiscordCallKind.DeleteOriginal, session.CallsOf(pressed.Interaction)[^1].Kind);
        await Assert.ThrowsAsync<Refusal>(() => session.PressAsync(new ButtonId(ButtonActions.Purge, job.Id, Some.UserId), Other));
        Assert.NotNull(await session.Host.Pictures.FindAsync(job.Pictures[0].Id));
    }
}
