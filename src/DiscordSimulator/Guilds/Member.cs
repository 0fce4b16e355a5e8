using Atelier.DiscordSimulator.Users;

namespace Atelier.DiscordSimulator.Guilds;

/// <summary>Somebody in a guild.</summary>
internal sealed class Member(DiscordState state, Guild guild, ChatUser user, IReadOnlyList<Role> roles)
{
    public Guild Guild => guild;

    public ChatUser User => user;

    public IReadOnlyList<Role> Roles { get; set; } = roles;

    public DateTimeOffset Joined { get; } = state.Time.GetUtcNow();

    public long PermissionsIn(Channel channel)
    {
        var all = guild.Roles[0].Permissions | Roles.Aggregate(0L, (sum, role) => sum | role.Permissions);
        var allowed = user.Id == guild.Owner.Id || (all & Permissions.Administrator) != 0 ? Permissions.All : all;
        return user.IsBot ? allowed & ~channel.DeniedToBot : allowed;
    }

    /// <summary>This member, typing and pressing in a channel.</summary>
    public Hands In(Channel channel) => new(state, user, channel);
}
