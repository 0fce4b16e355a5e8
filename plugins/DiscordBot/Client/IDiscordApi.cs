using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client;

/// <summary>
/// What the bot asks of Discord's REST API. Each call waits for its turn under the rate limits and tries again what may be tried again.
/// </summary>
internal interface IDiscordApi
{
    /// <summary>Sends a message into a channel, as the bot.</summary>
    /// <exception cref="DiscordException">Discord refused it.</exception>
    Task<Message> SendAsync(string channelId, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation);

    Task<Message> EditAsync(
        string channelId, string messageId, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation);

    /// <summary>A message of a channel; null where there is none, or the bot may not see it.</summary>
    Task<Message?> FindAsync(string channelId, string messageId, CancellationToken cancellation);

    Task DeleteAsync(string channelId, string messageId, CancellationToken cancellation);

    /// <summary>The first answer to an interaction, within three seconds of it.</summary>
    Task RespondAsync(Interaction interaction, InteractionResponse response, CancellationToken cancellation);

    /// <summary>Changes the first answer, within 15 minutes.</summary>
    /// <param name="token">The interaction's.</param>
    Task<Message> EditOriginalAsync(
        string applicationId, string token, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation);

    Task DeleteOriginalAsync(string applicationId, string token, CancellationToken cancellation);

    /// <summary>A further answer, within 15 minutes.</summary>
    Task<Message> FollowUpAsync(
        string applicationId, string token, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation);

    /// <summary>The file of an attachment.</summary>
    /// <exception cref="DiscordException">It is larger than that, or gone.</exception>
    Task<byte[]> DownloadAsync(Attachment attachment, long mostBytes, CancellationToken cancellation);
}

/// <summary>The first answer to an interaction.</summary>
internal abstract record InteractionResponse
{
    /// <summary>A message.</summary>
    public sealed record Reply(MessageBody Body, IReadOnlyList<DiscordFile> Files) : InteractionResponse;

    /// <summary>A message comes later: <c>… is thinking</c>.</summary>
    public sealed record Defer(bool Ephemeral) : InteractionResponse;

    /// <summary>The component's message may be changed later.</summary>
    public sealed record DeferUpdate : InteractionResponse;

    /// <summary>Changes the component's message.</summary>
    public sealed record Update(MessageBody Body, IReadOnlyList<DiscordFile> Files) : InteractionResponse;

    /// <summary>Completes an option: at most 25.</summary>
    public sealed record Choices(IReadOnlyList<OptionChoice> All) : InteractionResponse;

    /// <summary>Opens a window; not in answer to one.</summary>
    public sealed record Ask(Modal Modal) : InteractionResponse;
}

/// <summary>Discord refused a call. Its message is one line without secrets.</summary>
/// <param name="status">The HTTP status; 0 where there was no answer.</param>
/// <param name="code">Discord's own code; 0 without one.</param>
/// <param name="message">What Discord said.</param>
internal sealed class DiscordException(int status, int code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public int Code { get; } = code;
}
