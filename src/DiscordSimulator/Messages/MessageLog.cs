using Atelier.DiscordSimulator.Guilds;

namespace Atelier.DiscordSimulator.Messages;

/// <summary>Every message, with what it was before each edit.</summary>
internal sealed class MessageLog(DiscordState state)
{
    private readonly Dictionary<string, List<ChatMessage>> _versions = [];
    private readonly List<string> _order = [];
    private readonly HashSet<string> _deleted = [];
    private readonly List<Action<MessageEvent>> _listeners = [];

    public ChatMessage Add(ChatMessage message)
    {
        _versions[message.Id] = [message];
        _order.Add(message.Id);
        Tell(new MessageEvent(message, MessageEventKind.Created));
        return message;
    }

    public ChatMessage Change(ChatMessage message)
    {
        _versions[message.Id].Add(message);
        Tell(new MessageEvent(message, MessageEventKind.Changed));
        return message;
    }

    public void Delete(string id)
    {
        _deleted.Add(id);
        Tell(new MessageEvent(_versions[id][^1], MessageEventKind.Deleted));
    }

    public bool IsDeleted(string id) => _deleted.Contains(id);

    /// <summary>The message as it is now; null where there is none, or it was deleted.</summary>
    public ChatMessage? Find(string id) => _deleted.Contains(id) ? null : _versions.GetValueOrDefault(id)?[^1];

    /// <summary>All that it ever was, the newest last.</summary>
    public IReadOnlyList<ChatMessage> VersionsOf(string id) => _versions.TryGetValue(id, out var versions) ? [.. versions] : [];

    /// <summary>What stands in a channel, the oldest first.</summary>
    public IReadOnlyList<ChatMessage> In(Channel channel) =>
        [.. _order.Where(id => !_deleted.Contains(id)).Select(id => _versions[id][^1]).Where(message => message.Channel == channel)];

    /// <summary>Calls a listener for each change, while the gate is held.</summary>
    public IDisposable Listen(Action<MessageEvent> listener)
    {
        _listeners.Add(listener);
        return new Ending(() => _listeners.Remove(listener), state.Gate);
    }

    private void Tell(MessageEvent change)
    {
        foreach (var listener in _listeners)
        {
            listener(change);
        }

        state.Changes.Pulse();
    }
}

internal sealed record MessageEvent(ChatMessage Message, MessageEventKind Kind);

internal enum MessageEventKind
{
    Created,
    Changed,
    Deleted,
}
