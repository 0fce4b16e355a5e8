using System.Net.Http.Json;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Users;

namespace Atelier.Server.Tests.Discord;

/// <summary>Commands beside <c>/imagine</c>, of a whole server.</summary>
public sealed class CommandTests
{
    private const long ManageServer = 0x20;

    [Fact]
    public async Task A_picture_is_described_made_from_its_file_varied_enlarged_and_brought_by_a_schedule()
    {
        await using var place = await DiscordServer.StartAsync();
        await place.ReadyAsync(
            "imagine", "variations", "upscale", "describe", "settings", "styles", "schedule", "queue", "cancel", "help");
        var anna = place.Somebody("anna");
        var otto = place.Guild.AddMember("otto", place.Guild.AddRole("owners", ManageServer)).In(place.Studio);

        // The guild's own style and default steps come into the picture, and its file says so.
        await SaysAsync(otto.Slash("styles add", ("name", "Ink"), ("prompt", "ink drawing of {prompt}")));
        await SaysAsync(otto.Slash("settings defaults", ("steps", 3), ("model", "starter")));
        var made = await anna.Slash("imagine", ("prompt", "a lighthouse"), ("style", "ink"), ("size", "64x64"), ("count", 1))
            .MessageAsync(Looks.IsMade);
        var file = made.Attachments[0];
        var upload = new Upload("found.png", file.ContentType, file.Content);
        var recipe = await anna.Slash("describe", ("image", upload)).MessageAsync(message => Looks.HasButton(message, "Make this"));
        Assert.Contains("ink drawing of a lighthouse", recipe.Text, StringComparison.Ordinal);
        Assert.Contains("64×64", recipe.Text, StringComparison.Ordinal);

        // What the recipe makes is the same picture, seed for seed.
        var same = await anna.Press(recipe, "Make this").MessageAsync(Looks.IsMade);
        Assert.Equal(Seed(made), Seed(same));

        await anna.Slash("variations", ("picture", made.Id), ("count", 2), ("strength", 0.3)).MessageAsync(Looks.IsMade);
        var larger =
            await anna.Slash("upscale", ("image", upload), ("scale", "4"), ("upscaler", "lanczos"))
                .MessageAsync(message => message.Files.Count == 1);
        Assert.Equal(256, Assert.Single(larger.Attachments).Width);
        Assert.Contains("nothing in the queue", await SaysAsync(anna.Slash("queue")), StringComparison.Ordinal);

        var begun = await SaysAsync(otto.Slash(
            "schedule add", ("prompt", "the sea at dawn"), ("when", "daily 07:00"), ("zone", "Europe/Berlin"), ("size", "64x64"),
            ("name", "sea")));
        Assert.Contains("first <t:", begun, StringComparison.Ordinal);
        await FireAsync(place, $"discord-{place.Studio.Id}-sea");
        var brought =
            await place.Discord.State.Changes.WaitAsync(() => anna.Sees.FirstOrDefault(message => message.Interaction is null), "the sea");
        Assert.Contains("the sea at dawn", brought.Text, StringComparison.Ordinal);
        Assert.True(Looks.IsMade(brought));
        await SaysAsync(otto.Slash("schedule remove", ("name", "sea")));

        await SaysAsync(otto.Slash("settings words", ("add", "lighthouse")));
        Assert.Contains("not wanted here", (await anna.Press(made, "Re-roll").FollowUpAsync()).Text, StringComparison.Ordinal);
        place.AssertSound();
    }

    /// <summary>What is answered to who asked alone.</summary>
    private static async Task<string> SaysAsync(UserInteraction interaction)
    {
        var message = await interaction.MessageAsync(message => !message.IsThinking);
        Assert.True(message.IsEphemeral);
        return message.Text;
    }

    private static string Seed(ChatMessage message) => message.Text.Split("seed ")[1].Split(' ')[0];

    private static async Task FireAsync(DiscordServer place, string schedule)
    {
        using var client = place.Server.Client();
        using var answer = await client.PostAsJsonAsync(new Uri($"api/v1/schedules/{schedule}/run", UriKind.Relative), new { });
        answer.EnsureSuccessStatusCode();
    }
}
