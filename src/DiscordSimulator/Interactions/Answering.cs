using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Limits;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Rest;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Interactions;

/// <summary>The first answer to an interaction, whichever way it came. Called while the gate is held.</summary>
internal static class Answering
{
    private const int StringOption = 3;

    /// <exception cref="DiscordError">It is no answer to this interaction, too late, or a second one.</exception>
    public static RestAnswer Take(RestCall call, UserInteraction interaction, bool withResponse)
    {
        if (interaction.HasFailed || interaction.IsExpired)
        {
            throw call.Refuse(DiscordError.UnknownInteraction());
        }

        if (interaction.Answer is not null)
        {
            throw call.Refuse(DiscordError.AlreadyAcknowledged());
        }

        var form = call.Read(form => CheckKind(form, interaction));
        var answer = (AnswerKind)form.Whole("type", 0, 12)!.Value;
        Do(call, interaction, answer, form.Object("data"));
        interaction.TryAnswer(answer);
        call.State.Interactions.Tell(interaction);
        return withResponse ? RestAnswer.Ok(Response(call.State, interaction, answer)) : RestAnswer.NoContent;
    }

    private static void CheckKind(Form form, UserInteraction interaction)
    {
        AnswerKind[] allowed = interaction.Kind switch
        {
            InteractionKind.Autocomplete => [AnswerKind.Choices],
            InteractionKind.Command => [AnswerKind.Message, AnswerKind.DeferredMessage, AnswerKind.Modal],
            InteractionKind.Component =>
                [AnswerKind.Message, AnswerKind.DeferredMessage, AnswerKind.DeferredUpdate, AnswerKind.Update, AnswerKind.Modal],
            InteractionKind.Modal when interaction.SourceMessageId is not null =>
                [AnswerKind.Message, AnswerKind.DeferredMessage, AnswerKind.DeferredUpdate, AnswerKind.Update],
            InteractionKind.Modal => [AnswerKind.Message, AnswerKind.DeferredMessage],
            _ => [AnswerKind.Pong],
        };
        if (form.Whole("type", 1, 12, required: true) is { } type && !allowed.Contains((AnswerKind)type))
        {
            form.Add("type", "BASE_TYPE_CHOICES", $"Value must be one of {{{string.Join(", ", allowed.Select(kind => (int)kind))}}}.");
        }
    }

    private static void Do(RestCall call, UserInteraction interaction, AnswerKind answer, Form? data)
    {
        switch (answer)
        {
            case AnswerKind.Message:
                var body = data ?? throw call.Refuse(DiscordError.EmptyMessage());
                Open(call.State, interaction, MessageMaking.Create(call, body, interaction.Channel, interaction));
                break;
            case AnswerKind.DeferredMessage:
                Open(call.State, interaction, Thinking(call, interaction, data));
                break;
            case AnswerKind.DeferredUpdate:
                interaction.OriginalId = interaction.SourceMessageId;
                break;
            case AnswerKind.Update:
                interaction.OriginalId = interaction.SourceMessageId;
                var source = call.State.Messages.Find(interaction.SourceMessageId!) ?? throw call.Refuse(DiscordError.UnknownMessage());
                call.State.Messages.Change(MessageMaking.Edit(call, data ?? throw call.Refuse(DiscordError.EmptyMessage()), source));
                break;
            case AnswerKind.Choices:
                interaction.Choices = ReadChoices(call, interaction, data);
                break;
            case AnswerKind.Modal:
                Check(call, data, ModalLimits.Check);
                interaction.Modal = OpenModal.Read(data!.Value);
                break;
        }
    }

    private static void Open(DiscordState state, UserInteraction interaction, ChatMessage message)
    {
        interaction.OriginalId = message.Id;
        interaction.IsEphemeral = message.IsEphemeral;
        state.Messages.Add(message);
    }

    private static ChatMessage Thinking(RestCall call, UserInteraction interaction, Form? data)
    {
        var flags = (int)(data?.Whole("flags", 0, int.MaxValue) ?? 0);
        if ((flags & ~ChatMessage.Ephemeral) != 0)
        {
            Check(call, data,
                form => form.Add("flags", "BASE_TYPE_CHOICES", "A deferred answer has no flag but that it is for one user alone (64)."));
        }

        return new ChatMessage
        {
            Id = call.State.Ids.Next(),
            Channel = interaction.Channel,
            Author = call.State.Application.User,
            Sent = call.State.Time.GetUtcNow(),
            Interaction = interaction,
            RepliesTo = interaction.SourceMessageId,
            Flags = flags | ChatMessage.IsLoading,
        };
    }

    private static List<(string Name, JsonElement Value)> ReadChoices(RestCall call, UserInteraction interaction, Form? data)
    {
        var type = FocusedType(interaction.Payload["data"]!["options"]!.AsArray()) ?? StringOption;
        Check(call, data, form => ChoiceLimits.Check(form.List("choices", 0, ChoiceLimits.Most, required: true), type));
        return [.. data!.List("choices", 0, ChoiceLimits.Most)
            .Select(choice => (choice.Text("name", 0, 100)!, choice.Value.GetProperty("value")))];
    }

    private static int? FocusedType(JsonArray options) => options.Select(option => option!["focused"]?.GetValue<bool>() == true
        ? option["type"]!.GetValue<int>()
        : option["options"] is JsonArray inner ? FocusedType(inner) : null).FirstOrDefault(type => type is not null);

    private static void Check(RestCall call, Form? data, Action<Form> check)
    {
        var problems = new Problems();
        if (data is null)
        {
            problems.Add("data", "BASE_TYPE_REQUIRED", "This field is required");
        }
        else
        {
            check(new Form(data.Value, data.Path, problems));
        }

        call.Refuse(problems);
    }

    private static JsonObject Response(DiscordState state, UserInteraction interaction, AnswerKind answer)
    {
        var told = new JsonObject { ["id"] = interaction.Id, ["type"] = (int)interaction.Kind };
        var response = new JsonObject { ["interaction"] = told };
        if (interaction.Message is { } message)
        {
            told["response_message_id"] = message.Id;
            told["response_message_loading"] = message.IsThinking;
            told["response_message_ephemeral"] = message.IsEphemeral;
            if (answer is AnswerKind.Message or AnswerKind.Update)
            {
                response["resource"] = new JsonObject { ["type"] = (int)answer, ["message"] = MessageJson.Of(message, state) };
            }
        }

        return response;
    }
}
