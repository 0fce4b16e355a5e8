using System.Text.Json;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Tests;

/// <summary>Interactions as Discord would send them.</summary>
internal static class Some
{
    public const string ApplicationId = "1000000000000000001";
    public const string GuildId = "2000000000000000002";
    public const string ChannelId = "3000000000000000003";
    public const string UserId = "4000000000000000004";

    private static int _interactions;

    public static InteractionContext Context(Interaction interaction, IDiscordApi api, TimeProvider time) =>
        new(interaction, api, time.GetUtcNow());

    /// <summary>A slash command of somebody in the guild.</summary>
    public static Interaction Command(string name, params GivenOption[] options) =>
        Of(InteractionType.Command, new InteractionData(Id: "77", Name: name, Type: CommandType.Slash, Options: options));

    public static Interaction Completion(string name, params GivenOption[] options) =>
        Of(InteractionType.Autocomplete, new InteractionData(Id: "77", Name: name, Type: CommandType.Slash, Options: options));

    /// <summary>A command on a message.</summary>
    public static Interaction MessageCommand(string name, Message message) => Of(
        InteractionType.Command,
        new InteractionData(
            Id: "78", Name: name, Type: CommandType.Message, TargetId: message.Id,
            Resolved: new Resolved(Messages: new Dictionary<string, Message> { [message.Id] = message })));

    public static Interaction Press(string customId, Message message) =>
        Of(InteractionType.Component, new InteractionData(CustomId: customId)) with { Message = message };

    public static GivenOption Text(string name, string value, bool focused = false) =>
        new(name, OptionType.String, JsonSerializer.SerializeToElement(value), Focused: focused);

    public static GivenOption Whole(string name, long value) => new(name, OptionType.Integer, JsonSerializer.SerializeToElement(value));

    public static GivenOption Number(string name, double value) => new(name, OptionType.Number, JsonSerializer.SerializeToElement(value));

    public static GivenOption Truth(string name, bool value) => new(name, OptionType.Boolean, JsonSerializer.SerializeToElement(value));

    public static GivenOption File(string name, string attachmentId) =>
        new(name, OptionType.Attachment, JsonSerializer.SerializeToElement(attachmentId));

    public static GivenOption Sub(string name, params GivenOption[] options) => new(name, OptionType.SubCommand, Options: options);

    /// <summary>The same interaction with these attachments among what its ids stand for.</summary>
    public static Interaction With(this Interaction interaction, params Attachment[] attachments) => interaction with
    {
        Data = interaction.Data! with
        {
            Resolved = (interaction.Data.Resolved ?? new Resolved()) with
            {
                Attachments = attachments.ToDictionary(attachment => attachment.Id),
            },
        },
    };

    /// <summary>The same interaction by somebody else, or somebody with these roles or permissions.</summary>
    public static Interaction By(this Interaction interaction, string userId = UserId, string permissions = "0", params string[] roles) =>
        interaction with { Member = new GuildMember(new User(userId, "user" + userId), Roles: roles, Permissions: permissions) };

    public static Attachment Picture(string id, string filename = "picture.png", long size = 1000) =>
        new(id, filename, size, $"https://cdn.example/{id}/{filename}", "image/png", 512, 512);

    private static Interaction Of(InteractionType type, InteractionData data)
    {
        var number = Interlocked.Increment(ref _interactions);
        return new Interaction(
            $"5000000000{number:D9}", ApplicationId, type, $"token-{number}", data, GuildId, ChannelId,
            new Channel(ChannelId, 0, "general"),
            new GuildMember(new User(UserId, "user"), Roles: [], Permissions: "0"), AttachmentSizeLimit: 10 * 1024 * 1024);
    }
}
