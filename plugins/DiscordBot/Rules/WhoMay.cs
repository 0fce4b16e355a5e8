using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Rules;

/// <summary>Who may do what here.</summary>
internal static class WhoMay
{
    private const ulong Administrator = 0x8;
    private const ulong ManageServer = 0x20;

    /// <summary>As a command's definition says it.</summary>
    public const string ManageServerBits = "32";

    /// <exception cref="Refusal">Pictures are made by certain roles here, and the user has none of them.</exception>
    public static void CheckMakes(ChannelRules rules, InteractionContext context)
    {
        if (rules.AllowedRoles is { Count: > 0 } roles && !context.Roles.Any(roles.Contains))
        {
            throw new Refusal(
                "Pictures are made by certain roles here, and you have none of them. Who runs this Discord server can tell you more.");
        }
    }

    /// <exception cref="Refusal">The user does not run the guild.</exception>
    public static void CheckManages(InteractionContext context)
    {
        if (context.Interaction.GuildId is null)
        {
            throw new Refusal("This is for a server's channels. Please use it there.");
        }

        if (!Manages(context))
        {
            throw new Refusal("This is for those who may manage the server (the permission “Manage Server”).");
        }
    }

    // Checked here too: a command's own permission can be lifted in a server's settings, and is not a lock.
    public static bool Manages(InteractionContext context) =>
        ulong.TryParse(context.Interaction.Member?.Permissions, out var permissions) && (permissions & (ManageServer | Administrator)) != 0;
}
