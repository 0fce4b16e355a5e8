using System.Text.Json;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Tests.Making.Prompts;

public sealed class PromptModalHandlerTests
{
    [Fact]
    public async Task The_window_holds_what_the_job_was_made_from()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync("a lighthouse");

        var modal = await OpenAsync(session, message);

        Assert.Equal(
            [("prompt", "a lighthouse"), ("negative", ""), ("seed", $"{job.Request.Seed}"), ("steps", "20")],
            modal.Fields.Select(field => (field.CustomId, field.Value)));
    }

    [Fact]
    public async Task What_the_window_says_is_made()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync(count: 2);
        var modal = await OpenAsync(session, message);

        var answer = await SubmitAsync(session, modal, ("prompt", " a windmill "), ("negative", "blurry"), ("seed", "42"), ("steps", "12"));

        Assert.Equal(
            job.Request with { Prompt = "a windmill", NegativePrompt = "blurry", Seed = 42, Steps = 12 },
            session.Host.Queue.Submitted[^1].Request);
        Assert.Equal(new InteractionResponse.Defer(Ephemeral: false), answer.Answered);
    }

    [Fact]
    public async Task What_is_left_empty_is_drawn_or_the_models()
    {
        await using var session = new MakingFixture();
        var (message, _) = await session.MadeAsync();
        var modal = await OpenAsync(session, message);

        await SubmitAsync(session, modal, ("prompt", "a windmill"), ("negative", ""), ("seed", ""), ("steps", ""));

        var request = session.Host.Queue.Submitted[^1].Request;
        Assert.Equal((null, null), (request.Seed, request.Steps));
    }

    [Theory]
    [InlineData("seed", "-1", "seed")]
    [InlineData("seed", "18446744073709551616", "seed")]
    [InlineData("steps", "many", "steps")]
    [InlineData("steps", "1.5", "steps")]
    [InlineData("prompt", "  ", "prompt")]
    public async Task What_is_wrong_is_named(string field, string value, string named)
    {
        await using var session = new MakingFixture();
        var (message, _) = await session.MadeAsync();
        var modal = await OpenAsync(session, message);
        var fields = new Dictionary<string, string>
        {
            ["prompt"] = "a windmill",
            ["negative"] = "",
            ["seed"] = "1",
            ["steps"] = "5",
            [field] = value,
        };

        var refusal =
            await Assert.ThrowsAsync<Refusal>(() => SubmitAsync(session, modal, [.. fields.Select(pair => (pair.Key, pair.Value))]));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Single(session.Host.Queue.All);
    }

    [Fact]
    public async Task A_prompt_longer_than_a_window_holds_is_not_cut()
    {
        await using var session = new MakingFixture();
        var (message, _) = await session.MadeAsync(new string('a', 4001));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => session.PressAsync(message, "Edit prompt"));

        Assert.Contains("4000", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_of_another_version_is_answered_kindly()
    {
        await using var session = new MakingFixture();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => SubmitAsync(session, new Modal("v9|edit|A|1|0", "Edit prompt", [])));

        Assert.Contains("another version", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<Modal> OpenAsync(MakingFixture session, Message message) =>
        Assert.IsType<InteractionResponse.Ask>((await session.PressAsync(message, "Edit prompt")).Answered).Modal;

    private static Task<InteractionContext> SubmitAsync(MakingFixture session, Modal modal, params (string Id, string Value)[] fields)
    {
        var components = JsonSerializer.SerializeToElement(
            fields.Select(field => new { type = 18, component = new { type = 4, custom_id = field.Id, value = field.Value } }));
        var pressed = Some.Press(modal.CustomId, new Message("1", Some.ChannelId));
        return session.HandleAsync(
            pressed with { Type = InteractionType.Modal, Data = new InteractionData(CustomId: modal.CustomId, Components: components) });
    }
}
