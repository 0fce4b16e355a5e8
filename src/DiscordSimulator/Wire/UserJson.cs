using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;

namespace Atelier.DiscordSimulator.Wire;

internal static class UserJson
{
    public static JsonObject Of(ChatUser user) => new()
    {
        ["id"] = user.Id,
        ["username"] = user.Name,
        ["global_name"] = user.DisplayName,
        ["avatar"] = null,
        ["discriminator"] = user.IsBot ? "0001" : "0",
        ["public_flags"] = 0,
        ["flags"] = 0,
        ["primary_guild"] = null,
        ["bot"] = user.IsBot,
    };

    /// <summary>The bot, told to itself.</summary>
    public static JsonObject OfSelf(ChatUser user)
    {
        var self = Of(user);
        self["mfa_enabled"] = true;
        self["locale"] = "en-US";
        self["verified"] = true;
        self["email"] = null;
        return self;
    }
}
