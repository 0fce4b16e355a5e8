using System.Text.Json;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>The first answer to an interaction, as it is sent.</summary>
internal sealed record Callback(int Type, JsonElement? Data)
{
    public static Callback Of(InteractionResponse response) => response switch
    {
        InteractionResponse.Reply reply => new(4, MessageContent.Element(MessageContent.WithFiles(reply.Body, reply.Files))),
        InteractionResponse.Defer { Ephemeral: true } =>
            new(5, JsonSerializer.SerializeToElement(new(MessageFlags.Ephemeral), DiscordJson.Default.DeferData)),
        InteractionResponse.Defer => new(5, null),
        InteractionResponse.DeferUpdate => new(6, null),
        InteractionResponse.Update update => new(7, MessageContent.Element(MessageContent.WithFiles(update.Body, update.Files))),
        InteractionResponse.Choices choices => new(8, JsonSerializer.SerializeToElement(new(choices.All), DiscordJson.Default.ChoicesData)),
        InteractionResponse.Ask ask => new(9, JsonSerializer.SerializeToElement(ModalData.Of(ask.Modal), DiscordJson.Default.ModalData)),
        _ => throw new ArgumentException($"there is no way to send a {response.GetType().Name}", nameof(response)),
    };

    public static IReadOnlyList<DiscordFile> FilesOf(InteractionResponse response) => response switch
    {
        InteractionResponse.Reply reply => reply.Files,
        InteractionResponse.Update update => update.Files,
        _ => [],
    };
}

internal sealed record DeferData(int Flags);

internal sealed record ChoicesData(IReadOnlyList<OptionChoice> Choices);

/// <summary>A window, each field inside a label of its own.</summary>
internal sealed record ModalData(string CustomId, string Title, IReadOnlyList<LabelData> Components)
{
    public static ModalData Of(Modal modal) => new(modal.CustomId, modal.Title, [.. modal.Fields.Select(LabelData.Of)]);
}

internal sealed record LabelData(int Type, string Label, TextInputData Component)
{
    public static LabelData Of(ModalField field) => new(
        18, field.Label,
        new TextInputData(
            4, field.CustomId, field.IsLong ? 2 : 1, field.Value.Length == 0 ? null : field.Value, field.IsRequired, field.MostCharacters));
}

internal sealed record TextInputData(int Type, string CustomId, int Style, string? Value, bool Required, int MaxLength);
