using System.Globalization;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;

namespace Atelier.DiscordSimulator.Wire;

internal static class MemberJson
{
    /// <param name="channel">Where what they may do is told; null tells it not.</param>
    public static JsonObject Of(Member member, Channel? channel = null)
    {
        var json = new JsonObject
        {
            ["user"] = UserJson.Of(member.User),
            ["nick"] = null,
            ["avatar"] = null,
            ["banner"] = null,
            ["communication_disabled_until"] = null,
            ["flags"] = 0,
            ["joined_at"] = Clock.Text(member.Joined),
            ["pending"] = false,
            ["premium_since"] = null,
            ["roles"] = new JsonArray([.. member.Roles.Select(role => JsonValue.Create(role.Id))]),
            ["mute"] = false,
            ["deaf"] = false,
        };
        if (channel is not null)
        {
            json["permissions"] = member.PermissionsIn(channel).ToString(CultureInfo.InvariantCulture);
        }

        return json;
    }
}
