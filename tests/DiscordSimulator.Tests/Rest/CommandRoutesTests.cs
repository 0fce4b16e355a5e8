namespace Atelier.DiscordSimulator.Tests.Rest;

public sealed class CommandRoutesTests
{
    [Fact]
    public async Task Commands_are_made_changed_and_deleted_one_by_one()
    {
        await using var discord = await LocalDiscord.StartAsync();
        using var bot = new TestBot(discord);
        var path = $"/applications/{bot.Id}/commands";

        var made = await bot.CallAsync("POST", path, new { name = "draw", description = "Draws", default_member_permissions = 32 });
        var again = await bot.CallAsync("POST", path, new { name = "draw", description = "Draws well" });
        var changed = await bot.CallAsync("PATCH", $"{path}/{TestBot.Text(made.Json, "id")}", new { description = "Draws best" });
        var read = await bot.CallAsync("GET", $"{path}/{TestBot.Text(made.Json, "id")}");
        Assert.Equal(204, (await bot.CallAsync("DELETE", $"{path}/{TestBot.Text(made.Json, "id")}")).Status);
        var gone = await bot.CallAsync("GET", $"{path}/{TestBot.Text(made.Json, "id")}");

        Assert.Equal((201, 200, 200, 10063), (made.Status, again.Status, changed.Status, gone.Code));
        Assert.Equal("32", TestBot.Text(made.Json, "default_member_permissions"));
        Assert.Equal(
            (TestBot.Text(made.Json, "id"), "Draws best"), (TestBot.Text(read.Json, "id"), TestBot.Text(read.Json, "description")));
        Assert.NotEqual(TestBot.Text(again.Json, "version"), TestBot.Text(changed.Json, "version"));
        Faithful.AssertSound(discord);
    }

    [Fact]
    public async Task All_at_once_keeps_the_ids_of_those_that_stay()
    {
        await using var discord = await LocalDiscord.StartAsync();
        using var bot = new TestBot(discord);
        var guild = discord.AddGuild("Painters");
        var path = $"/applications/{bot.Id}/guilds/{guild.Id}/commands";
        var first = await bot.CallAsync(
            "PUT", path, new[] { new { name = "draw", description = "a" }, new { name = "paint", description = "a" } });

        var second = await bot.CallAsync("PUT", path, new[] { new { name = "paint", description = "b" } });

        Assert.Equal(TestBot.Text(first.Json[1], "id"), TestBot.Text(Assert.Single(second.Json.EnumerateArray()), "id"));
        Assert.Null(discord.State.Commands.Find(1, "paint", null));
        Assert.NotNull(discord.State.Commands.Find(1, "paint", guild.Id));
        Faithful.AssertSound(discord);
    }

    [Fact]
    public async Task More_message_commands_than_fit_are_refused()
    {
        await using var discord = await LocalDiscord.StartAsync();
        using var bot = new TestBot(discord);

        var reply = await bot.CallAsync(
            "PUT", $"/applications/{bot.Id}/commands", Enumerable.Range(0, 16).Select(index => new { name = $"Look {index}", type = 3 }));

        Assert.Equal((400, 30032), (reply.Status, reply.Code));
    }
}
