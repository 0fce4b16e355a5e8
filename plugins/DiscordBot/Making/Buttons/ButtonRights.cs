using System.Globalization;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>Who may press what.</summary>
internal static class ButtonRights
{
    private const ulong Administrator = 1UL << 3;
    private const ulong ManageMessages = 1UL << 13;

    public static bool IsRequester(InteractionContext context, ButtonId id) => context.User.Id == id.UserId;

    /// <summary>Whether they asked for it, or may manage messages in the channel.</summary>
    public static bool IsRequesterOrModerator(InteractionContext context, ButtonId id) =>
        IsRequester(context, id)
        || (ulong.TryParse(context.Interaction.Member?.Permissions, NumberStyles.None, CultureInfo.InvariantCulture, out var permissions)
            && (permissions & (Administrator | ManageMessages)) != 0);
}
