using Atelier.DiscordBot.Check;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Tests.Check;

/// <summary>In the order in which Discord's documentation has rights decided.</summary>
public class BotPermissionsTests
{
    private static readonly GuildRole[] Roles = [new("guild", "@everyone", "1"), new("artist", "artist", "2"), new("other", "other", "4")];

    [Fact]
    public void Roles_add_up_and_those_of_others_do_not_count() => Assert.Equal(3UL, In([]));

    [Fact]
    public void The_member_has_the_last_word_then_roles_then_everybody()
    {
        Assert.Equal(2UL, In([new PermissionOverwrite("guild", 0, Deny: "1")]));
        Assert.Equal(3UL, In([new PermissionOverwrite("artist", 0, Allow: "1"), new PermissionOverwrite("guild", 0, Deny: "1")]));
        Assert.Equal(2UL, In([new PermissionOverwrite("me", 1, Deny: "1"), new PermissionOverwrite("artist", 0, Allow: "1")]));
        Assert.Equal(3UL, In([new PermissionOverwrite("other", 0, Deny: "3"), new PermissionOverwrite("you", 1, Deny: "3")]));
    }

    [Fact]
    public void Of_several_roles_one_that_allows_is_enough() => Assert.Equal(
        3UL, In([new PermissionOverwrite("artist", 0, Deny: "1"), new PermissionOverwrite("second", 0, Allow: "1")], "artist", "second"));

    [Fact]
    public void An_administrator_may_all() =>
        Assert.Empty(BotPermissions.Missing(BotPermissions.In(
            new GuildChannel("1", 0, "x", [new PermissionOverwrite("guild", 0, Deny: "1024")]), "guild", "me", [],
            [new GuildRole("guild", "@everyone", "8")])));

    private static ulong In(PermissionOverwrite[] said, params string[] roles) =>
        BotPermissions.In(new GuildChannel("1", 0, "x", said), "guild", "me", roles.Length == 0 ? ["artist"] : roles, Roles);
}
