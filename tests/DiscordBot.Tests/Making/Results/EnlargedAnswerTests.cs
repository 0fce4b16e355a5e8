using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Tests.Making.Results;

public sealed class EnlargedAnswerTests
{
    [Fact]
    public async Task A_picture_is_enlarged_by_a_network_as_a_message_of_its_own()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync(count: 4);

        var pressed = await session.PressAsync(message, "U2");
        var end = await session.EndAsync(pressed.Interaction);

        Assert.Equal(new InteractionResponse.Defer(Ephemeral: false), session.CallsOf(pressed.Interaction)[0].Response);
        Assert.Equal($"made {job.Pictures[1].Id} x2 by 4x-sharp", FakePictures.Text(Assert.Single(end.Files).Content));
        Assert.Contains("**upscaled ×2** · a lighthouse\n-# seed", end.Body!.Content, StringComparison.Ordinal);
        Assert.Contains("512×512 · 4x-sharp", end.Body.Content, StringComparison.Ordinal);
        Assert.Equal(
            [["Upscale ×4", "Vary (subtle)", "Vary (strong)"], ["Recipe", "Delete"]],
            end.Body.Components!.Select(row => row.Components.Select(button => button.Label!)));
    }

    [Fact]
    public async Task An_enlarged_picture_is_enlarged_further_from_the_first_one_up_to_eight_times()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync();

        foreach (var (label, scale) in new[] { ("Upscale ×2", 2), ("Upscale ×4", 4), ("Upscale ×8", 8) })
        {
            var pressed = await session.PressAsync(message, label);
            var end = await session.EndAsync(pressed.Interaction);
            Assert.Equal($"made {job.Pictures[0].Id} x{scale} by 4x-sharp", FakePictures.Text(Assert.Single(end.Files).Content));
            message = MakingFixture.MessageOf(end);
        }

        Assert.DoesNotContain(ButtonId.Of(message), id => id.Action == ButtonActions.Upscale);
    }

    [Fact]
    public async Task Without_a_network_a_resampling_enlarges()
    {
        await using var session = new MakingFixture();
        session.Host.Catalog.Choices =
            session.Host.Catalog.Choices with { Upscalers = [new PartChoice("bicubic", "Bicubic"), new PartChoice("lanczos", "Lanczos")] };
        var (message, _) = await session.MadeAsync();

        var pressed = await session.PressAsync(message, "Upscale ×2");

        Assert.EndsWith(
            "by lanczos", FakePictures.Text((await session.EndAsync(pressed.Interaction)).Files[0].Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enlarging_goes_on_after_a_restart_and_is_released()
    {
        await using var session = new MakingFixture();
        var (message, _) = await session.MadeAsync();
        await session.StopAsync();

        // The session has ended: what comes in its last moment is kept.
        var pressed = await session.PressAsync(message, "Upscale ×2");
        Assert.NotNull(await session.KeptAsync(pressed.Interaction));
        session.Begin();
        var end = await session.EndAsync(pressed.Interaction);

        Assert.Single(end.Files);
        Assert.Contains(pressed.Interaction.Id, session.Rules.Released);
    }

    [Fact]
    public async Task What_would_be_too_large_is_said_kindly()
    {
        await using var session = new MakingFixture();
        session.Host.Pictures.Upscales =
            (_, _, _) => throw new RequestException("scale", "the result would have 8192 pixels a side; at most 4096 are possible");
        var (message, _) = await session.MadeAsync();

        var pressed = await session.PressAsync(message, "Upscale ×2");

        Assert.Contains(
            "That could not be enlarged. The result would have 8192", (await session.EndAsync(pressed.Interaction)).Body!.Content,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_went_while_it_waited_is_said_to_be_gone()
    {
        await using var session = new MakingFixture();
        var (message, job) = await session.MadeAsync();
        await session.StopAsync();
        var pressed = await session.PressAsync(message, "Upscale ×2");
        await session.Host.Pictures.DeleteAsync(job.Pictures[0].Id);
        session.Begin();

        Assert.Contains("no longer on the server", (await session.EndAsync(pressed.Interaction)).Body!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enlarging_is_within_the_rules()
    {
        await using var session = new MakingFixture();
        var (message, _) = await session.MadeAsync();
        session.Rules.Refuses = "Enough for today.";

        Assert.Equal("Enough for today.", (await Assert.ThrowsAsync<Refusal>(() => session.PressAsync(message, "Upscale ×2"))).Message);
    }
}
