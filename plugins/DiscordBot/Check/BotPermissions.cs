using System.Globalization;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Check;

/// <summary>What the bot must be allowed to do, and what it is allowed in a channel.</summary>
internal static class BotPermissions
{
    private const string Authorize = "https://discord.com/oauth2/authorize";
    private const ulong Administrator = 1UL << 3;
    private const ulong InThreads = 1UL << 38;

    private static readonly (ulong Bit, string Name)[] Needed =
    [
        (1UL << 10, "View Channels"),
        (1UL << 11, "Send Messages"),
        (InThreads, "Send Messages in Threads"),
        (1UL << 14, "Embed Links"),
        (1UL << 15, "Attach Files"),
        (1UL << 16, "Read Message History"),
    ];

    /// <summary>All of them, as one number.</summary>
    public static ulong All { get; } = Needed.Aggregate(0UL, (all, one) => all | one.Bit);

    public static Uri Invitation(string applicationId) =>
        new(string.Create(
            CultureInfo.InvariantCulture, $"{Authorize}?client_id={applicationId}&scope=bot%20applications.commands&permissions={All}"));

    public static bool MaySee(ulong permissions) => (permissions & Needed[0].Bit) != 0;

    /// <summary>Whether it can work in a channel, if not in its threads.</summary>
    public static bool AreEnough(ulong permissions) => (~permissions & All & ~InThreads) == 0;

    /// <summary>Names of those that are missing.</summary>
    public static IReadOnlyList<string> Missing(ulong permissions) =>
        [.. Needed.Where(one => (permissions & one.Bit) == 0).Select(one => one.Name)];

    /// <summary>
    /// What a member may do in a channel: the roles' rights, then what the channel says of everybody, of roles and of the member.
    /// </summary>
    public static ulong In(
        GuildChannel? channel, string guildId, string memberId, IReadOnlyList<string> roles, IReadOnlyList<GuildRole> known)
    {
        var all = known.Where(role => role.Id == guildId || roles.Contains(role.Id))
            .Aggregate(0UL, (bits, role) => bits | Bits(role.Permissions));
        if ((all & Administrator) != 0)
        {
            return ulong.MaxValue;
        }

        var said = channel?.PermissionOverwrites ?? [];
        all = With(all, said.Where(one => one.Id == guildId));
        all = With(all, said.Where(one => one.Type == 0 && one.Id != guildId && roles.Contains(one.Id)));
        return With(all, said.Where(one => one.Type == 1 && one.Id == memberId));
    }

    private static ulong With(ulong permissions, IEnumerable<PermissionOverwrite> said)
    {
        var (allow, deny) =
            said.Aggregate((Allow: 0UL, Deny: 0UL), (bits, one) => (bits.Allow | Bits(one.Allow), bits.Deny | Bits(one.Deny)));
        return (permissions & ~deny) | allow;
    }

    private static ulong Bits(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : 0;
}
