using System.Globalization;
using System.Text.Json.Nodes;

namespace Atelier.DiscordSimulator.Commands;

/// <summary>A command as it was registered.</summary>
/// <param name="Type">1 slash, 2 about a user, 3 about a message.</param>
/// <param name="GuildId">Where it is; null everywhere.</param>
/// <param name="Definition">As Discord tells it back: complete, without what is null or false anyway. Not changed.</param>
internal sealed record RegisteredCommand(string Id, int Type, string Name, string? GuildId, JsonObject Definition)
{
    /// <summary>Whether it may be used in channels for adults alone.</summary>
    public bool IsAgeRestricted => Definition["nsfw"]?.GetValue<bool>() == true;

    /// <summary>What somebody must be allowed to use it, as a bit set; null lets everybody.</summary>
    public long? NeededPermissions => Definition["default_member_permissions"]?.GetValue<string>() is { } text
        ? long.Parse(text, CultureInfo.InvariantCulture)
        : null;

    public IReadOnlyList<JsonObject> Options => OptionsOf(Definition);

    public static IReadOnlyList<JsonObject> OptionsOf(JsonObject parent) =>
        parent["options"] is JsonArray options ? [.. options.Select(option => option!.AsObject())] : [];
}
