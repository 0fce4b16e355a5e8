using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Commands;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Users;

/// <summary>
/// Somebody in a channel, who types and presses. What Discord's own client would not let them do is a <see cref="CannotException"/>.
/// </summary>
internal sealed class Hands(DiscordState state, ChatUser user, Channel channel)
{
    private const int SlashType = 1;
    private const int MessageType = 3;

    public ChatUser User => user;

    public Channel Channel => channel;

    /// <summary>What they read in the channel, the oldest first.</summary>
    public IReadOnlyList<ChatMessage> Sees
    {
        get
        {
            lock (state.Gate)
            {
                return [.. state.Messages.In(channel).Where(message => message.IsSeenBy(user))];
            }
        }
    }

    /// <summary>Sends a command.</summary>
    /// <param name="command">Its name, with those of its sub-commands: <c>settings set</c>.</param>
    /// <param name="options">By name: a text, number, truth, <see cref="ChatUser"/>, <see cref="Role"/>, <see cref="Guilds.Channel"/> or
    /// <see cref="Upload"/>.</param>
    public UserInteraction Slash(string command, params (string Name, object Value)[] options) => Slash(command, Named(options));

    public UserInteraction Slash(string command, IReadOnlyDictionary<string, object> options)
    {
        lock (state.Gate)
        {
            var path = command.Split(' ');
            var found = Find(SlashType, path[0]);
            var typed = new TypedOptions(state, channel);
            var data = Command(found);
            data["options"] = typed.Read(found.Options, path.AsSpan(1), options);
            data["resolved"] = typed.Resolved.Count > 0 ? typed.Resolved : null;
            return Begin(New(InteractionKind.Command, command, SlashType), data);
        }
    }

    /// <summary>Types into an option that the bot completes.</summary>
    public UserInteraction Autocomplete(string command, string option, string text, params (string Name, object Value)[] others) =>
        Autocomplete(command, option, text, Named(others));

    public UserInteraction Autocomplete(string command, string option, string text, IReadOnlyDictionary<string, object> others)
    {
        lock (state.Gate)
        {
            var path = command.Split(' ');
            var found = Find(SlashType, path[0]);
            var data = Command(found);
            var typed = new Dictionary<string, object>(others) { [option] = text };
            data["options"] = new TypedOptions(state, channel).Read(found.Options, path.AsSpan(1), typed, option);
            return Begin(New(InteractionKind.Autocomplete, command), data);
        }
    }

    /// <summary>Uses a command from a message's menu.</summary>
    public UserInteraction MessageCommand(string command, ChatMessage message)
    {
        lock (state.Gate)
        {
            var target = Current(message);
            var data = Command(Find(MessageType, command));
            data["target_id"] = target.Id;
            data["resolved"] = new JsonObject { ["messages"] = new JsonObject { [target.Id] = MessageJson.Of(target, state) } };
            return Begin(New(InteractionKind.Command, command, MessageType), data);
        }
    }

    /// <summary>Presses a button.</summary>
    /// <param name="button">Its id, or what stands on it.</param>
    public UserInteraction Press(ChatMessage message, string button)
    {
        lock (state.Gate)
        {
            var target = Current(message);
            var found = Control(target, button);
            return found.CustomId is { } id
                ? Use(target, id, new JsonObject { ["component_type"] = found.Type, ["custom_id"] = id })
                : throw new CannotException($"The button {button} is a link.");
        }
    }

    /// <summary>Chooses from a select.</summary>
    public UserInteraction Select(ChatMessage message, string customId, params string[] values)
    {
        lock (state.Gate)
        {
            var target = Current(message);
            var found = Control(target, customId);
            var missing = values.FirstOrDefault(value => !found.Values.Contains(value));
            return missing is null
                ? Use(target, customId,
                    new JsonObject { ["component_type"] = found.Type, ["custom_id"] = customId, ["values"] = ModalJson.Texts(values) })
                : throw new CannotException($"{missing} is not among the values of {customId}.");
        }
    }

    /// <summary>Fills in and sends the window that an interaction has opened. Fields that are not named keep what stands in them.</summary>
    public UserInteraction Submit(UserInteraction opened, params (string CustomId, string Value)[] values)
    {
        lock (state.Gate)
        {
            var modal = opened.Modal ?? throw new CannotException("No window is open.");
            var data = ModalJson.Filled(modal, values.ToDictionary(value => value.CustomId, value => value.Value));
            var interaction = New(InteractionKind.Modal, modal.CustomId, source: opened.SourceMessageId, before: opened);
            return Begin(interaction, data, opened.SourceMessageId is { } source ? state.Messages.Find(source) : null);
        }
    }

    /// <summary>Writes a message.</summary>
    public ChatMessage Say(string text, params Upload[] uploads)
    {
        lock (state.Gate)
        {
            var files = uploads.Select(
                upload => state.Files.Add(state.Ids.Next(), channel.Id, upload.Name, upload.ContentType, upload.Content, null));
            return state.Messages.Add(new ChatMessage
            {
                Id = state.Ids.Next(), Channel = channel, Author = user, Sent = state.Time.GetUtcNow(), Content = text, Files = [.. files],
            });
        }
    }

    /// <summary>Waits for a message that they see in the channel.</summary>
    public Task<ChatMessage> SeesAsync(Func<ChatMessage, bool> isSo) =>
        state.Changes.WaitAsync(() => Sees.LastOrDefault(isSo), $"a message in {channel.Name}");

    private static Dictionary<string, object> Named((string Name, object Value)[] options) =>
        options.ToDictionary(option => option.Name, option => option.Value);

    private static JsonObject Command(RegisteredCommand command)
    {
        var data = new JsonObject { ["id"] = command.Id, ["name"] = command.Name, ["type"] = command.Type };
        if (command.GuildId is not null)
        {
            data["guild_id"] = command.GuildId;
        }

        return data;
    }

    private RegisteredCommand Find(int type, string name)
    {
        var command = state.Commands.Find(type, name, channel.Guild?.Id) ?? throw new CannotException($"There is no command {name}.");
        if (command.IsAgeRestricted && !channel.IsAgeRestricted && channel.Guild is not null)
        {
            throw new CannotException($"The command {name} is for channels with an age restriction.");
        }

        var allowed = channel.Guild?.MemberOf(user.Id)?.PermissionsIn(channel) ?? Permissions.All;
        var isAllowed = command.NeededPermissions is not { } needed || (needed != 0 && (allowed & needed) == needed);
        return isAllowed && (allowed & Permissions.UseApplicationCommands) != 0
            ? command
            : throw new CannotException($"{user.Name} may not use the command {name}.");
    }

    private ChatMessage Current(ChatMessage message) =>
        state.Messages.Find(message.Id) is { } current && current.IsSeenBy(user)
            ? current
            : throw new CannotException("That message is not there any more.");

    private static MessageButton Control(ChatMessage message, string name)
    {
        var found = message.Buttons.FirstOrDefault(button => button.CustomId == name)
            ?? message.Buttons.FirstOrDefault(button => button.Label == name)
            ?? throw new CannotException(
                $"There is no {name} on that message, only: {string.Join(", ", message.Buttons.Select(each => each.Label))}.");
        return found.IsDisabled ? throw new CannotException($"{name} cannot be pressed now.") : found;
    }

    private UserInteraction Use(ChatMessage message, string customId, JsonObject data) => Begin(
        New(InteractionKind.Component, customId, source: message.Id), data, message);

    private UserInteraction New(InteractionKind kind, string name, int commandType = 0, string? source = null, UserInteraction? before = null) =>
        new(state, state.Ids.Next(), NewToken(), kind, user, channel)
        {
            Name = name,
            CommandType = commandType,
            SourceMessageId = source,
            Before = before,
        };

    private UserInteraction Begin(UserInteraction interaction, JsonObject data, ChatMessage? source = null)
    {
        interaction.Payload = InteractionJson.Of(interaction, data, source, state);
        state.Interactions.Add(interaction);
        interaction.StartClock();
        state.Interactions.Tell(interaction);
        state.Delivery.Deliver(interaction);
        return interaction;
    }

    private static string NewToken() => $"aW50ZXJhY3Rpb24.{Guid.NewGuid():N}{Guid.NewGuid():N}";
}
