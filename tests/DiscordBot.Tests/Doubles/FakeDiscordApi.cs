using System.Globalization;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>Remembers what the bot asked of Discord, and answers as a test has it.</summary>
internal sealed class FakeDiscordApi : IDiscordApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly List<DiscordCall> _calls = [];
    private readonly List<(Func<DiscordCall, bool> Wanted, TaskCompletionSource<DiscordCall> Seen)> _waiters = [];

    /// <summary>Attachments' files, by their address.</summary>
    public Dictionary<string, byte[]> Downloads { get; } = [];

    /// <summary>Messages that are there, by channel and id.</summary>
    public Dictionary<(string ChannelId, string MessageId), Message> Messages { get; } = [];

    /// <summary>What a call fails with; null lets it through.</summary>
    public Func<DiscordCall, Exception?> Fails { get; set; } = _ => null;

    /// <summary>What a call waits for before it is answered.</summary>
    public Func<DiscordCall, Task> Delays { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<DiscordCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    public DiscordCall Last => Calls[^1];

    /// <summary>The first call of this kind, one that was made already or one that comes.</summary>
    public Task<DiscordCall> WaitForAsync(Func<DiscordCall, bool> wanted)
    {
        lock (_lock)
        {
            if (_calls.Find(wanted.Invoke) is { } made)
            {
                return Task.FromResult(made);
            }

            var seen = new TaskCompletionSource<DiscordCall>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((wanted, seen));
            return seen.Task.WaitAsync(Patience);
        }
    }

    public Task<Message> SendAsync(string channelId, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation) =>
        MadeAsync(new DiscordCall(DiscordCallKind.Send) { ChannelId = channelId, Body = body, Files = files });

    public Task<Message> EditAsync(
        string channelId, string messageId, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation) =>
        MadeAsync(new DiscordCall(DiscordCallKind.Edit) { ChannelId = channelId, MessageId = messageId, Body = body, Files = files });

    public Task<Message?> FindAsync(string channelId, string messageId, CancellationToken cancellation) =>
        Task.FromResult(Messages.GetValueOrDefault((channelId, messageId)));

    public Task DeleteAsync(string channelId, string messageId, CancellationToken cancellation) =>
        MadeAsync(new DiscordCall(DiscordCallKind.Delete) { ChannelId = channelId, MessageId = messageId });

    public Task RespondAsync(Interaction interaction, InteractionResponse response, CancellationToken cancellation) =>
        MadeAsync(new DiscordCall(DiscordCallKind.Respond)
        {
            Token = interaction.Token,
            Response = response,
            Body = (response as InteractionResponse.Reply)?.Body ?? (response as InteractionResponse.Update)?.Body,
            Files = (response as InteractionResponse.Reply)?.Files ?? (response as InteractionResponse.Update)?.Files ?? [],
        });

    public Task<Message> EditOriginalAsync(
        string applicationId, string token, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation) =>
        MadeAsync(new DiscordCall(DiscordCallKind.EditOriginal) { Token = token, Body = body, Files = files });

    public Task DeleteOriginalAsync(string applicationId, string token, CancellationToken cancellation) =>
        MadeAsync(new DiscordCall(DiscordCallKind.DeleteOriginal) { Token = token });

    public Task<Message> FollowUpAsync(
        string applicationId, string token, MessageBody body, IReadOnlyList<DiscordFile> files, CancellationToken cancellation) =>
        MadeAsync(new DiscordCall(DiscordCallKind.FollowUp) { Token = token, Body = body, Files = files });

    public Task<byte[]> DownloadAsync(Attachment attachment, long mostBytes, CancellationToken cancellation) =>
        attachment.Size > mostBytes ? throw new DiscordException(413, 0, $"the file is larger than {mostBytes} bytes")
        : Downloads.TryGetValue(attachment.Url, out var file) ? Task.FromResult(file)
        : throw new DiscordException(404, 0, "the file is gone");

    private async Task<Message> MadeAsync(DiscordCall call)
    {
        await Delays(call);
        if (Fails(call) is { } failure)
        {
            throw failure;
        }

        lock (_lock)
        {
            _calls.Add(call);
            _waiters.FindAll(waiter => waiter.Wanted(call)).ForEach(waiter => waiter.Seen.TrySetResult(call));
            var id = call.MessageId
                ?? (call.Token is null ? "9" + _calls.Count.ToString("D17", CultureInfo.InvariantCulture) : "original-" + call.Token);
            var attachments = call.Files.Select((file, index) => new Attachment(
                index.ToString(CultureInfo.InvariantCulture), file.Name, file.Content.Length, $"https://cdn.example/{id}/{file.Name}",
                file.ContentType));
            return new Message(
                id, call.ChannelId ?? Some.ChannelId, call.Body?.Content ?? "", new User(Some.ApplicationId, "Atelier", Bot: true),
                [.. attachments],
                call.Body?.Embeds, call.Body?.Flags, call.Body?.Components);
        }
    }
}

internal enum DiscordCallKind
{
    Send,
    Edit,
    Delete,
    Respond,
    EditOriginal,
    DeleteOriginal,
    FollowUp,
}

/// <summary>A call of the bot's that Discord let through.</summary>
internal sealed record DiscordCall(DiscordCallKind Kind)
{
    public string? ChannelId { get; init; }

    public string? MessageId { get; init; }

    public string? Token { get; init; }

    public InteractionResponse? Response { get; init; }

    public MessageBody? Body { get; init; }

    public IReadOnlyList<DiscordFile> Files { get; init; } = [];
}
