using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Limits;

namespace Atelier.DiscordSimulator.Rest;

/// <summary>An answer that says what was wrong, with Discord's own code.</summary>
internal sealed class DiscordError(int status, int code, string message, JsonObject? errors = null) : Exception(message)
{
    public int Status => status;

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["message"] = Message, ["code"] = code };
        if (errors is not null)
        {
            json["errors"] = errors.DeepClone();
        }

        return json;
    }

    public static DiscordError Unauthorized() => new(401, 0, "401: Unauthorized");

    public static DiscordError NotFound() => new(404, 0, "404: Not Found");

    public static DiscordError UnknownChannel() => new(404, 10003, "Unknown Channel");

    public static DiscordError UnknownGuild() => new(404, 10004, "Unknown Guild");

    public static DiscordError UnknownMember() => new(404, 10007, "Unknown Member");

    public static DiscordError UnknownMessage() => new(404, 10008, "Unknown Message");

    public static DiscordError UnknownUser() => new(404, 10013, "Unknown User");

    public static DiscordError UnknownWebhook() => new(404, 10015, "Unknown Webhook");

    public static DiscordError UnknownInteraction() => new(404, 10062, "Unknown interaction");

    public static DiscordError UnknownCommand() => new(404, 10063, "Unknown application command");

    public static DiscordError TooManyCommands(int most) => new(400, 30032, $"Maximum number of application commands reached ({most})");

    public static DiscordError TooLarge() => new(413, 40005, "Request entity too large");

    public static DiscordError AlreadyAcknowledged() => new(400, 40060, "Interaction has already been acknowledged.");

    public static DiscordError MissingAccess() => new(403, 50001, "Missing Access");

    public static DiscordError OthersMessage() => new(403, 50005, "Cannot edit a message authored by another user");

    public static DiscordError EmptyMessage() => new(400, 50006, "Cannot send an empty message");

    public static DiscordError MissingPermissions() => new(403, 50013, "Missing Permissions");

    public static DiscordError InvalidWebhookToken() => new(401, 50027, "Invalid Webhook Token");

    public static DiscordError InvalidBody(Problems problems) => new(400, 50035, "Invalid Form Body", problems.ToJson());

    public static DiscordError InvalidJson() => new(400, 50109, "The request body contains invalid JSON.");
}
