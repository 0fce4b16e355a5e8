using static System.Uri;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>The calls that the bot makes, by their addresses.</summary>
internal static class Calls
{
    private const string InteractionTemplate = "/interactions/{id}/{token}/callback";
    private const string WebhookTemplate = "/webhooks/{application}/{token}";

    // Discord gives up an interaction after three seconds by its own clock, which may have begun later than ours.
    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(10);

    public static ApiCall Get(string path) => new(HttpMethod.Get, path, path, "") { IsRepeatable = true };

    public static ApiCall OfGuild(string guildId, string what) =>
        new(HttpMethod.Get, $"/guilds/{{guild}}/{what}", $"/guilds/{EscapeDataString(guildId)}/{what}", guildId) { IsRepeatable = true };

    public static ApiCall Member(string guildId, string userId) => new(
        HttpMethod.Get, "/guilds/{guild}/members/{user}", $"/guilds/{EscapeDataString(guildId)}/members/{EscapeDataString(userId)}", guildId)
    {
        IsRepeatable = true,
    };

    /// <summary>Commands of one guild, or of all where that is null. Creating one of a name that is there replaces it.</summary>
    public static ApiCall Commands(HttpMethod method, string applicationId, string? guildId, string? commandId = null)
    {
        var application = EscapeDataString(applicationId);
        var guild = guildId is null ? ("", "") : ("/guilds/{guild}", $"/guilds/{EscapeDataString(guildId)}");
        var command = commandId is null ? ("", "") : ("/{command}", $"/{EscapeDataString(commandId)}");
        return new ApiCall(
            method, $"/applications/{{application}}{guild.Item1}/commands{command.Item1}",
            $"/applications/{application}{guild.Item2}/commands{command.Item2}", guildId ?? "")
        {
            IsRepeatable = true,
        };
    }

    public static ApiCall Messages(string channelId) =>
        new(HttpMethod.Post, "/channels/{channel}/messages", $"/channels/{EscapeDataString(channelId)}/messages", channelId);

    public static ApiCall Message(HttpMethod method, string channelId, string messageId) => new(
        method, "/channels/{channel}/messages/{message}", $"/channels/{EscapeDataString(channelId)}/messages/{EscapeDataString(messageId)}", channelId)
    {
        IsRepeatable = true,
    };

    /// <summary>Tried twice, the second is told that the first has arrived.</summary>
    public static ApiCall Callback(string interactionId, string token) => new(
        HttpMethod.Post, InteractionTemplate,
        $"/interactions/{EscapeDataString(interactionId)}/{EscapeDataString(token)}/callback", $"{interactionId}/{token}")
    {
        IsByAddress = true,
        IsRepeatable = true,
        DoneCode = DiscordError.AlreadyAnswered,
        Patience = AnswerPatience,
        Deadline = AnswerDeadline,
    };

    public static ApiCall Original(HttpMethod method, string applicationId, string token) => new(
        method, WebhookTemplate + "/messages/@original",
        $"/webhooks/{EscapeDataString(applicationId)}/{EscapeDataString(token)}/messages/@original", $"{applicationId}/{token}")
    {
        IsByAddress = true,
        IsRepeatable = true,
    };

    public static ApiCall FollowUp(string applicationId, string token) => new(
        HttpMethod.Post, WebhookTemplate, $"/webhooks/{EscapeDataString(applicationId)}/{EscapeDataString(token)}?wait=true", $"{applicationId}/{token}")
    {
        IsByAddress = true,
    };
}
