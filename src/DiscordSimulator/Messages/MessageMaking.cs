using System.Globalization;
using System.Text.Json;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Limits;
using Atelier.DiscordSimulator.Rest;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Messages;

/// <summary>From a body to a message, new or changed. Called while the gate is held.</summary>
internal static class MessageMaking
{
    private const int Keepable = ChatMessage.SuppressEmbeds | ChatMessage.ComponentsV2;

    /// <param name="body">The message's part of the call's body.</param>
    /// <param name="flags">What it has whatever the body says.</param>
    /// <exception cref="DiscordError">Something is wrong with it.</exception>
    public static ChatMessage Create(RestCall call, Form body, Channel channel, UserInteraction? interaction, int flags = 0)
    {
        Check(call, body, []);
        if (MessageLimits.IsEmpty(body, call.Body.Files.Count))
        {
            throw call.Refuse(DiscordError.EmptyMessage());
        }

        CheckMentions(call, body);
        var state = call.State;
        var message = new ChatMessage
        {
            Id = state.Ids.Next(),
            Channel = channel,
            Author = state.Application.User,
            Sent = state.Time.GetUtcNow(),
            Interaction = interaction,
            RepliesTo = interaction?.SourceMessageId,
            Flags = flags | ((int)(body.Whole("flags", 0, int.MaxValue)
                ?? 0) & (Keepable | (interaction is null ? 0 : ChatMessage.Ephemeral))),
        };
        return With(call, body, message);
    }

    /// <summary>
    /// What the message becomes. What the body does not say stays; of attachments, where it names any, those that it names.
    /// </summary>
    public static ChatMessage Edit(RestCall call, Form body, ChatMessage message)
    {
        Check(call, body, [.. message.Files.Select(file => file.Name)]);
        if (body.Has("content"))
        {
            CheckMentions(call, body);
        }

        if (((body.Whole("flags", 0, int.MaxValue) ?? message.Flags) & ChatMessage.Ephemeral) != (message.Flags & ChatMessage.Ephemeral))
        {
            call.Violate("flags: whether a message is for one user alone cannot change");
        }

        var changed = With(call, body, message) with
        {
            Flags = (message.Flags | ((int)(body.Whole("flags", 0, int.MaxValue) ?? 0) & Keepable)) & ~ChatMessage.IsLoading,
            Edited = message.IsThinking ? null : call.State.Time.GetUtcNow(),
        };
        return changed is { Content: "", Files.Count: 0, Embeds.Count: 0, Components.Count: 0 }
            ? throw call.Refuse(DiscordError.EmptyMessage())
            : changed;
    }

    private static void Check(RestCall call, Form body, IReadOnlyList<string> keptNames)
    {
        if (call.Body.Files.Any(file => file.Content.Length > call.State.Options.FileLimit))
        {
            throw call.Refuse(DiscordError.TooLarge());
        }

        var problems = new Problems();
        MessageLimits.Check(new Form(body.Value, body.Path, problems), [.. call.Body.Files.Select(file => file.Name)], keptNames);
        call.Refuse(problems);
    }

    // Discord would let it through; this bot writes what users say, which must call nobody.
    private static void CheckMentions(RestCall call, Form body)
    {
        if (body.Object("allowed_mentions") is not { } mentions || !mentions.Has("parse")
            || mentions.Value.GetProperty("parse").GetArrayLength() > 0)
        {
            call.Violate("allowed_mentions: is not {\"parse\":[]}, so that a prompt may call people");
        }
    }

    private static ChatMessage With(RestCall call, Form body, ChatMessage message)
    {
        var files = FilesOf(call, body, message);
        var embeds = message.Embeds;
        if (body.Value.TryGetProperty("embeds", out _))
        {
            var made = body.List("embeds", 0, int.MaxValue).Select(embed => EmbedJson.Embed(embed.Value, files, call.State.Address))
                .ToArray();
            var shown = made.SelectMany(embed => embed.Shown).ToHashSet();
            embeds = [.. made.Select(embed => embed.Embed)];
            files = [.. files.Where(file => !file.Embedded || shown.Contains(file.Name))
                .Select(file => file with { Embedded = shown.Contains(file.Name) })];
        }

        return message with
        {
            Content = body.Value.TryGetProperty("content", out _) ? body.Text("content", 0, int.MaxValue) ?? "" : message.Content,
            Files = files,
            Embeds = embeds,
            Components = body.Value.TryGetProperty("components", out _)
                ? EmbedJson.Components(body.List("components", 0, int.MaxValue).Select(row => row.Value))
                : message.Components,
        };
    }

    private static IReadOnlyList<StoredFile> FilesOf(RestCall call, Form body, ChatMessage message)
    {
        var says = body.Value.TryGetProperty("attachments", out var given);
        var notes = says && given.ValueKind == JsonValueKind.Array
            ? given.EnumerateArray().ToDictionary(note => note.GetProperty("id").GetString()!)
            : [];
        var kept = says ? message.Files.Where(file => notes.ContainsKey(file.Id) || file.Embedded).ToArray() : message.Files;
        var added = call.Body.Files.Select(file => Keep(call.State, message.Channel, file, notes.GetValueOrDefault(PlaceOf(file))));
        var known = message.Files.Select(file => file.Id).Concat(call.Body.Files.Select(PlaceOf)).ToHashSet();
        foreach (var id in notes.Keys.Where(id => !known.Contains(id)))
        {
            var problems = new Problems();
            problems.Add("attachments", "ATTACHMENT_NOT_FOUND", $"There is neither an attachment nor a file {id}.");
            call.Refuse(problems);
        }

        return [.. kept, .. added];
    }

    private static string PlaceOf(RestFile file) => file.Index.ToString(CultureInfo.InvariantCulture);

    private static StoredFile Keep(DiscordState state, Channel channel, RestFile file, JsonElement note)
    {
        var isNoted = note.ValueKind == JsonValueKind.Object;
        var name = isNoted && note.TryGetProperty("filename", out var given) && given.ValueKind == JsonValueKind.String
            ? given.GetString()!
            : file.Name;
        var description = isNoted && note.TryGetProperty("description", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
        return state.Files.Add(state.Ids.Next(), channel.Id, name, file.ContentType, file.Content, description);
    }
}
