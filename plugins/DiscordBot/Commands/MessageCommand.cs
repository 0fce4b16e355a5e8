using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Commands;

/// <summary>A command in a message's menu.</summary>
internal abstract class MessageCommand(string name) : IInteractionHandler
{
    public ApplicationCommand Definition { get; } = new(CommandType.Message, name);

    public bool Takes(Interaction interaction) =>
        interaction is { Type: InteractionType.Command, Data: { Type: CommandType.Message } data } && data.Name == Definition.Name;

    public Task HandleAsync(InteractionContext context, CancellationToken stop) =>
        context.Interaction.Data is { TargetId: { } id, Resolved.Messages: { } messages } && messages.TryGetValue(id, out var message)
            ? RunAsync(context, message, stop)
            : throw new Refusal("That message did not come along. Please try again.");

    protected abstract Task RunAsync(InteractionContext context, Message message, CancellationToken stop);
}
