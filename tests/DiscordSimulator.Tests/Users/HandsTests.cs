using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Users;

namespace Atelier.DiscordSimulator.Tests.Users;

public sealed class HandsTests
{
    [Fact]
    public async Task Nobody_can_type_what_Discord_would_not_let_them()
    {
        await using var meeting = await Meeting.BeginAsync();
        await meeting.Bot.RegisterAsync(
            LocalDiscordTests.Imagine(),
            new { name = "old", description = "a",
                options = new[] { new { type = 3, name = "size", description = "a",
                    choices = new[] { new { name = "S", value = "s" } } } } },
            new { name = "rule", description = "a", default_member_permissions = 32 },
            new { name = "late", description = "a", nsfw = true });
        var anna = meeting.Anna;

        Cannot("prompt is missing", () => anna.Slash("imagine"));
        Cannot("no option colour", () => anna.Slash("imagine", ("prompt", "a"), ("colour", "red")));
        Cannot("50", () => anna.Slash("imagine", ("prompt", "a"), ("steps", 51)));
        Cannot("1000", () => anna.Slash("imagine", ("prompt", new string('a', 1001))));
        Cannot("nothing that the option steps takes", () => anna.Slash("imagine", ("prompt", "a"), ("steps", "many")));
        Cannot("choices of size", () => anna.Slash("old", ("size", "xl")));
        Cannot("no command paint", () => anna.Slash("paint"));
        Cannot("may not use", () => anna.Slash("rule"));
        Cannot("age restriction", () => anna.Slash("late"));
        Cannot("larger than",
            () => anna.Slash("imagine", ("prompt", "a"), ("image", new Upload("a.png", "image/png", new byte[(10 << 20) + 1]))));

        var moderator = meeting.Guild.AddMember("mira", meeting.Guild.AddRole("moderator", Permissions.ManageGuild));
        moderator.In(meeting.Channel).Slash("rule");
        moderator.In(meeting.Guild.AddChannel("late", ageRestricted: true)).Slash("late");

        static void Cannot(string why, Action act) =>
            Assert.Contains(why, Assert.Throws<CannotException>(act).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_every_kind_come_with_what_their_ids_stand_for()
    {
        await using var meeting = await Meeting.BeginAsync();
        object[] options = [.. new[] { 3, 4, 5, 6, 7, 8, 10, 11 }.Select(type => new { type, name = $"o{type}", description = "a" })];
        await meeting.Bot.RegisterAsync(
            new { name = "all", description = "a", options = new[] { new { type = 1, name = "sub", description = "a", options } } });
        var role = meeting.Guild.AddRole("artist");

        meeting.Anna.Slash(
            "all sub", ("o3", "text"), ("o4", 4), ("o5", true), ("o6", meeting.Anna.User), ("o7", meeting.Channel), ("o8", role),
            ("o10", 0.5),
            ("o11", new Upload("in.png", "image/png", Meeting.Png)));
        var data = (await meeting.Gateway.InteractionAsync()).GetProperty("data");

        var given = data.GetProperty("options")[0];
        Assert.Equal(("sub", 8), (TestBot.Text(given, "name"), given.GetProperty("options").GetArrayLength()));
        Assert.Equal(
            ["users", "channels", "roles", "attachments"], data.GetProperty("resolved").EnumerateObject().Select(kind => kind.Name));
        Assert.Equal("artist", TestBot.Text(data.GetProperty("resolved").GetProperty("roles").GetProperty(role.Id), "name"));
    }

    [Fact]
    public async Task Buttons_are_pressed_by_label_or_id_selects_chosen_from_and_windows_filled_in()
    {
        await using var meeting = await Meeting.BeginAsync();
        var anna = meeting.Anna;
        object[] rows =
        [
            new { type = 1,
                components = new object[] { new { type = 2, style = 1, label = "More", custom_id = "more" },
                    new { type = 2, style = 1, label = "Off", custom_id = "off", disabled = true } } },
            new { type = 1,
                components = new[] { new { type = 3, custom_id = "pick", options = new[] { new { label = "A", value = "a" } } } } },
        ];
        var message = (await meeting.ShowAsync(new { content = "a", allowed_mentions = Meeting.Nobody, components = rows })).Message!;

        Assert.Throws<CannotException>(() => anna.Press(message, "Less"));
        Assert.Throws<CannotException>(() => anna.Press(message, "Off"));
        Assert.Throws<CannotException>(() => anna.Select(message, "pick", "b"));
        anna.Select(message, "pick", "a");
        Assert.Equal("a", (await meeting.Gateway.InteractionAsync()).GetProperty("data").GetProperty("values")[0].GetString());

        var press = anna.Press(message, "More");
        var field = new { type = 4, style = 1, label = "Name", custom_id = "name", min_length = 2, max_length = 5 };
        var modal = new { custom_id = "m", title = "Ask", components = new[] { new { type = 1, components = new[] { field } } } };
        await meeting.Bot.AnswerAsync(await meeting.Gateway.InteractionAsync(), 9, modal);
        await press.ModalAsync();
        Assert.Throws<CannotException>(() => anna.Submit(press));
        Assert.Throws<CannotException>(() => anna.Submit(press, ("name", "far too long")));
        Assert.Throws<CannotException>(() => anna.Submit(press, ("age", "7")));
        anna.Submit(press, ("name", "anna"));
        var sent = (await meeting.Gateway.InteractionAsync()).GetProperty("data").GetProperty("components")[0].GetProperty("components")[0];
        Assert.Equal("anna", TestBot.Text(sent, "value"));
        Faithful.AssertSound(meeting.Discord);
    }

    [Fact]
    public async Task What_is_for_one_user_alone_nobody_else_sees_or_presses()
    {
        await using var meeting = await Meeting.BeginAsync();
        var row = new { type = 1, components = new[] { new { type = 2, style = 1, label = "More", custom_id = "more" } } };
        var message =
            (await meeting.ShowAsync(
                new { content = "a", flags = 64, allowed_mentions = Meeting.Nobody, components = new[] { row } })).Message!;
        var ben = meeting.Guild.AddMember("ben").In(meeting.Channel);

        Assert.Empty(ben.Sees);
        Assert.Throws<CannotException>(() => ben.Press(message, "More"));
        Assert.Equal(404, (await meeting.Bot.CallAsync("GET", $"/channels/{meeting.Channel.Id}/messages/{message.Id}")).Status);
    }

    [Fact]
    public async Task In_a_direct_message_there_is_a_user_and_no_guild()
    {
        await using var meeting = await Meeting.BeginAsync();

        meeting.Discord.Direct("anna").Slash("draw");
        var told = await meeting.Gateway.InteractionAsync();

        Assert.Equal("anna", TestBot.Text(told.GetProperty("user"), "username"));
        Assert.Equal(
            (1, false, false),
            (told.GetProperty("context").GetInt32(), told.TryGetProperty("guild_id", out _), told.TryGetProperty("member", out _)));
    }
}
