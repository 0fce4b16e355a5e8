using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Rest;

/// <inheritdoc cref="IDiscordApi"/>
/// <param name="nonces">Makes what no two messages have in common.</param>
internal sealed class DiscordApi(DiscordHttp http, Downloads downloads, Func<string> nonces) : IDiscordApi
{
    private static readonly TimeSpan UploadPatience = TimeSpan.FromMinutes(2);

    public Task<Message> SendAsync(string channelId, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation)
    {
        var message = NewMessage.Of(MessageContent.WithFiles(body, files), nonces());
        var content = MessageContent.Json(message, DiscordJson.Default.NewMessage, files);
        return MessageAsync(Calls.Messages(channelId) with { IsRepeatable = true, Content = content }, files, cancellation);
    }

    public Task<Message> EditAsync(
        string channelId, string messageId, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation) =>
        SendAsync(Calls.Message(HttpMethod.Patch, channelId, messageId), body, files, cancellation);

    public async Task<Message?> FindAsync(string channelId, string messageId, CancellationToken cancellation)
    {
        try
        {
            return await MessageAsync(Calls.Message(HttpMethod.Get, channelId, messageId), [], cancellation);
        }
        catch (DiscordException exception) when (exception.Status is 403 or 404)
        {
            return null;
        }
    }

    public Task DeleteAsync(string channelId, string messageId, CancellationToken cancellation) =>
        GoneAsync(Calls.Message(HttpMethod.Delete, channelId, messageId), cancellation);

    public async Task RespondAsync(Interaction interaction, InteractionResponse response, CancellationToken cancellation)
    {
        var files = Callback.FilesOf(response);
        var call = Calls.Callback(interaction.Id, interaction.Token) with
        {
            Content = MessageContent.Json(Callback.Of(response), DiscordJson.Default.Callback, files),
        };
        await http.SendAsync(call, cancellation);
    }

    public Task<Message> EditOriginalAsync(
        string applicationId, string token, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation) =>
        SendAsync(Calls.Original(HttpMethod.Patch, applicationId, token), body, files, cancellation);

    public Task DeleteOriginalAsync(string applicationId, string token, CancellationToken cancellation) =>
        GoneAsync(Calls.Original(HttpMethod.Delete, applicationId, token), cancellation);

    public Task<Message> FollowUpAsync(
        string applicationId, string token, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation) =>
        SendAsync(Calls.FollowUp(applicationId, token), body, files, cancellation);

    public Task<byte[]> DownloadAsync(Attachment attachment, long mostBytes, CancellationToken cancellation) =>
        downloads.ReadAsync(attachment, mostBytes, cancellation);

    private Task<Message> SendAsync(ApiCall call, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation)
    {
        var content = MessageContent.Json(MessageContent.WithFiles(body, files), DiscordJson.Default.MessageBody, files);
        return MessageAsync(call with { Content = content }, files, cancellation);
    }

    private Task<Message> MessageAsync(ApiCall call, IReadOnlyList<DiscordFile> files, CancellationToken cancellation) =>
        http.ReadAsync(files.Count == 0 ? call : call with { Patience = UploadPatience }, DiscordJson.Default.Message, cancellation);

    /// <summary>Deletes; what is gone already is well.</summary>
    private async Task GoneAsync(ApiCall call, CancellationToken cancellation)
    {
        try
        {
            await http.SendAsync(call, cancellation);
        }
        catch (DiscordException exception) when (exception.Code == DiscordError.UnknownMessage)
        {
            // Somebody else deleted it.
        }
    }
}
