using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Users;
using Atelier.Support.Discord;

namespace Atelier.DiscordSimulator.Tests;

public sealed class LocalDiscordTests
{
    [Fact]
    public async Task A_whole_conversation_goes_its_way_and_every_call_is_sound()
    {
        await using var discord = await LocalDiscord.StartAsync();
        var guild = discord.AddGuild("Painters");
        var hands = guild.AddMember("anna", guild.AddRole("artist")).In(guild.AddChannel("general"));
        using var bot = new TestBot(discord);
        await bot.RegisterAsync(Imagine(), new { type = 3, name = "Show recipe" });
        var (gateway, _) = await TestGateway.IdentifiedAsync(discord);
        using var _2 = gateway;

        // A completed option.
        var typing = hands.Autocomplete("imagine", "model", "st", ("prompt", "a fox"));
        var asked = await gateway.InteractionAsync();
        Assert.Equal(
            204, (await bot.AnswerAsync(asked, 8, new { choices = new[] { new { name = "starter", value = "starter" } } })).Status);
        Assert.Equal(["starter"], await typing.ChoicesAsync());

        // A deferred answer that becomes a picture with buttons.
        var imagine =
            hands.Slash("imagine", ("prompt", "a fox"), ("model", "starter"), ("image", new Upload("in.png", "image/png", Meeting.Png)));
        var told = await gateway.InteractionAsync();
        Assert.Equal("a fox", told.GetProperty("data").GetProperty("options")[0].GetProperty("value").GetString());
        var resolved = told.GetProperty("data").GetProperty("resolved").GetProperty("attachments").EnumerateObject().Single().Value;
        Assert.Equal(Meeting.Png, await bot.DownloadAsync(resolved.GetProperty("url").GetString()!));
        Assert.Equal(204, (await bot.AnswerAsync(told, 5)).Status);
        await imagine.DeferredAsync();
        Assert.True(hands.Sees.Single().IsThinking);
        var body = new
        {
            content = "**a fox**",
            allowed_mentions = Meeting.Nobody,
            attachments = new[] { new { id = "0", filename = "fox.png", description = "a fox" } },
            components = new[] { new { type = 1,
                components = new[] { new { type = 2, style = 2, label = "V1", custom_id = "v1|vary|7" } } } },
        };
        var edited = await bot.UploadAsync("PATCH", bot.Original(told), body, ("files[0]", "fox.png", Meeting.Png));
        Assert.Equal(200, edited.Status);
        var message = await imagine.MessageAsync(version => version.Attachments.Count == 1);
        Assert.Equal((1, 1, "a fox"), (message.Attachments[0].Width, message.Attachments[0].Height, message.Attachments[0].Description));
        Assert.Equal(Meeting.Png, await bot.DownloadAsync(edited.Json.GetProperty("attachments")[0].GetProperty("url").GetString()!));

        // A button, which opens a window, which is sent.
        var press = hands.Press(message, "V1");
        var pressed = await gateway.InteractionAsync();
        Assert.Equal(message.Id, pressed.GetProperty("message").GetProperty("id").GetString());
        var input = new { type = 4, custom_id = "prompt", style = 2, value = "a fox", max_length = 400 };
        var modal = new { custom_id = "v1|vary", title = "Vary",
            components = new[] { new { type = 18, label = "Prompt", component = input } } };
        Assert.Equal(204, (await bot.AnswerAsync(pressed, 9, modal)).Status);
        await press.ModalAsync();
        var submitted = hands.Submit(press, ("prompt", "a red fox"));
        var sent = await gateway.InteractionAsync();
        var value = sent.GetProperty("data").GetProperty("components")[0].GetProperty("component").GetProperty("value").GetString();
        Assert.Equal("a red fox", value);
        var first = await bot.AnswerAsync(
            sent, 4, new { content = "ready", flags = 64, allowed_mentions = Meeting.Nobody }, "?with_response=true");
        Assert.Equal("ready", first.Json.GetProperty("resource").GetProperty("message").GetProperty("content").GetString());
        Assert.True((await submitted.MessageAsync()).IsEphemeral);

        // A message's menu, a further answer, and an answer that goes.
        var menu = hands.MessageCommand("Show recipe", message);
        var about = await gateway.InteractionAsync();
        Assert.Equal(message.Id, about.GetProperty("data").GetProperty("target_id").GetString());
        await bot.AnswerAsync(about, 5, new { flags = 64 });
        Assert.Equal(
            200, (await bot.CallAsync("PATCH", bot.Original(about), new { content = "recipe", allowed_mentions = Meeting.Nobody })).Status);
        Assert.Equal(
            200, (await bot.CallAsync("POST", bot.Webhook(about), new { content = "more", allowed_mentions = Meeting.Nobody })).Status);
        Assert.Equal("more", (await menu.FollowUpAsync()).Content);
        Assert.Equal(204, (await bot.CallAsync("DELETE", bot.Original(about))).Status);
        await menu.DeletedAsync();
        Faithful.AssertSound(discord);
    }

    [DiscordFact]
    public async Task All_that_a_bot_asks_is_answered_as_the_description_says()
    {
        await using var discord = await LocalDiscord.StartAsync();
        var guild = discord.AddGuild("Painters");
        var channel = guild.AddChannel("general");
        var anna = guild.AddMember("anna");
        guild.AddChannel("a thread", type: ChannelType.PublicThread, parent: channel);
        using var bot = new TestBot(discord);
        var direct = await bot.CallAsync("POST", "/users/@me/channels", new { recipient_id = anna.User.Id });
        string[] paths =
        [
            "/applications/@me", "/users/@me", "/users/@me/guilds", "/gateway", "/gateway/bot", $"/applications/{bot.Id}/commands",
            $"/applications/{bot.Id}/guilds/{guild.Id}/commands", $"/guilds/{guild.Id}", $"/guilds/{guild.Id}/channels",
            $"/guilds/{guild.Id}/roles",
            $"/guilds/{guild.Id}/members/{anna.User.Id}", $"/channels/{channel.Id}", $"/channels/{channel.Id}/messages",
            $"/channels/{direct.Json.GetProperty("id").GetString()}", $"/users/{anna.User.Id}", $"/channels/{guild.Channels[1].Id}",
        ];
        foreach (var path in paths)
        {
            Assert.Equal(200, (await bot.CallAsync("GET", path)).Status);
        }

        Assert.Equal(404, (await bot.CallAsync("GET", "/channels/1")).Status);
        Faithful.AssertSound(discord);
    }

    internal static object Imagine() => new
    {
        name = "imagine",
        description = "Makes a picture from words",
        options = new object[]
        {
            new { type = 3, name = "prompt", description = "What to see", required = true, max_length = 1000 },
            new { type = 3, name = "model", description = "Which model", autocomplete = true },
            new { type = 4, name = "steps", description = "How many", min_value = 1, max_value = 50, required = false },
            new { type = 11, name = "image", description = "Begin with it" },
        },
    };
}
