using System.Text.Json;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Interactions;

namespace Atelier.DiscordSimulator.Messages;

/// <summary>A message as it stood at one moment. An edit makes another of the same id.</summary>
internal sealed record ChatMessage
{
    public const int SuppressEmbeds = 4;
    public const int Ephemeral = 64;
    public const int IsLoading = 128;
    public const int ComponentsV2 = 32768;

    public required string Id { get; init; }

    public required Channel Channel { get; init; }

    public required ChatUser Author { get; init; }

    public required DateTimeOffset Sent { get; init; }

    public DateTimeOffset? Edited { get; init; }

    public string Content { get; init; } = "";

    /// <summary>All of its files, those that embeds show among them.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>As they were sent, <c>attachment://</c> replaced by addresses.</summary>
    public IReadOnlyList<JsonElement> Embeds { get; init; } = [];

    /// <summary>Action rows, as they were sent.</summary>
    public IReadOnlyList<JsonElement> Components { get; init; } = [];

    public int Flags { get; init; }

    /// <summary>What it answers; null of a message that was sent into the channel.</summary>
    public UserInteraction? Interaction { get; init; }

    /// <summary>The message that this one replies to.</summary>
    public string? RepliesTo { get; init; }

    public bool IsEphemeral => (Flags & Ephemeral) != 0;

    /// <summary>Whether it only says that somebody is thinking.</summary>
    public bool IsThinking => (Flags & IsLoading) != 0;

    public IReadOnlyList<StoredFile> Attachments => [.. Files.Where(file => !file.Embedded)];

    public IReadOnlyList<MessageButton> Buttons => [.. Components.SelectMany(MessageButton.AllOf)];

    /// <summary>Content and all texts of its embeds, a line each.</summary>
    public string Text => string.Join('\n', new[] { Content }.Concat(Embeds.SelectMany(EmbedText.Of)).Where(text => text.Length > 0));

    /// <summary>Whether somebody sees it.</summary>
    public bool IsSeenBy(ChatUser user) => !IsEphemeral || Interaction?.User.Id == user.Id;
}
