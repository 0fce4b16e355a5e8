using Atelier.DiscordSimulator.Messages;

namespace Atelier.Server.Tests.Discord;

/// <summary>Whole conversations with the bot of a server in its own process.</summary>
[Collection("Discord")]
public sealed class ConversationTests
{
    [Fact]
    public async Task From_words_to_a_grid_its_variations_one_enlarged_all_anew_and_buttons_that_outlive_the_server()
    {
        await using var place = await DiscordServer.StartAsync();
        await place.ReadyAsync("imagine", "queue", "Show recipe");
        var (anna, ben) = (place.Somebody("anna"), place.Somebody("ben"));

        Assert.Contains("starter", await anna.Autocomplete("imagine", "model", "sta", ("prompt", "a lighthouse")).ChoicesAsync());

        // One before hers, long enough to be looked at while it is made.
        var before = ben.Slash("imagine", ("prompt", "a long road"), ("size", "256x256"), ("steps", 60), ("count", 4));
        await before.DeferredAsync();
        await before.MessageAsync();
        var imagine =
            anna.Slash("imagine", ("prompt", "a lighthouse"), ("size", "64x64"), ("steps", 2), ("count", 4), ("model", "starter"));
        await imagine.DeferredAsync();
        await imagine.MessageAsync(Looks.Waits);
        await before.MessageAsync(Looks.IsPreview);
        var grid = await imagine.MessageAsync(Looks.IsMade);
        await before.MessageAsync(Looks.IsMade);

        // V2, and of those U1.
        var varied = await anna.Press(grid, "V2").MessageAsync(Looks.IsMade);
        var enlarged = await anna.Press(varied, "U1").MessageAsync(Looks.IsMade);
        Assert.Equal(128, Assert.Single(enlarged.Attachments).Width);

        // All anew: other pictures.
        var again = await anna.Press(grid, "Re-roll").MessageAsync(Looks.IsMade);
        Assert.NotEqual(grid.Attachments[0].Content, again.Attachments[0].Content);

        await place.RestartAsync();
        var after = await anna.Press(grid, "V1").MessageAsync(Looks.IsMade);
        Assert.NotEmpty(after.Attachments);
        Assert.True((await anna.MessageCommand("Show recipe", again).MessageAsync()).IsEphemeral);
        place.AssertSound();
    }

    [Fact]
    public async Task A_prompt_is_edited_in_a_window_and_a_picture_comes_from_a_picture()
    {
        await using var place = await DiscordServer.StartAsync();
        await place.ReadyAsync("imagine");
        var anna = place.Somebody("anna");
        var first = await anna.Slash("imagine", ("prompt", "a quiet lake"), ("size", "64x64"), ("steps", 2), ("count", 1))
            .MessageAsync(Looks.IsMade);

        var press = anna.Press(first, "Edit prompt");
        var window = await press.ModalAsync();
        var edited = await anna.Submit(press, (window.Fields[0].CustomId, "a wild lake")).MessageAsync(Looks.IsMade);
        Assert.Contains("a wild lake", edited.Text, StringComparison.Ordinal);

        var given = first.Attachments[0];
        var upload = new DiscordSimulator.Users.Upload("lake.png", given.ContentType, given.Content);
        var from = anna.Slash(
            "imagine", ("prompt", "a lake at night"), ("image", upload), ("strength", 0.5), ("size", "64x64"), ("steps", 4), ("count", 1));
        await from.MessageAsync(Looks.IsMade);

        var deleted = anna.Press(edited, "Delete");
        await deleted.AnsweredAsync();
        place.AssertSound();
    }

    [Fact]
    public async Task A_picture_above_the_size_limit_comes_as_a_smaller_copy()
    {
        const int limit = 24_000;
        await using var place = await DiscordServer.StartAsync(DiscordServer.Patient with { FileLimit = limit });
        await place.ReadyAsync("imagine");

        var made = place.Somebody("anna")
            .Slash("imagine", ("prompt", "a meadow full of flowers"), ("size", "256x256"), ("steps", 4), ("count", 1));
        var message = await made.MessageAsync(Looks.IsMade);

        Assert.All(message.Attachments, file => Assert.InRange(file.Content.Length, 1, limit));
        place.AssertSound();
    }

    [Fact]
    public async Task Over_HTTP_signatures_are_checked_and_all_works_as_by_the_gateway()
    {
        await using var place = await DiscordServer.StartAsync(null, ("delivery", "http"));
        await place.Discord.CommandsAsync("imagine", "help");
        await place.Discord.SetEndpointAsync(new Uri(place.Server.Url, "discord/interactions"));
        var anna = place.Somebody("anna");

        Assert.True((await anna.Slash("help").MessageAsync()).IsEphemeral);
        ChatMessage made =
            await anna.Slash("imagine", ("prompt", "a fox"), ("size", "64x64"), ("steps", 2), ("count", 1)).MessageAsync(Looks.IsMade);
        await anna.Press(made, "Recipe").MessageAsync();
        place.AssertSound();
    }
}
