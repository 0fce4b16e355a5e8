using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands;

/// <summary>A command that is typed.</summary>
internal abstract class SlashCommand(IFrontEndHost host) : IInteractionHandler
{
    public abstract ApplicationCommand Definition { get; }

    public bool Takes(Interaction interaction) =>
        interaction.Type is InteractionType.Command or InteractionType.Autocomplete
        && interaction.Data is { } data && data.Type is null or CommandType.Slash && data.Name == Definition.Name;

    public async Task HandleAsync(InteractionContext context, CancellationToken stop)
    {
        var options = new GivenOptions(context.Interaction);
        if (context.Interaction.Type == InteractionType.Command)
        {
            await RunAsync(context, options, stop);
            return;
        }

        await context.RespondAsync(new InteractionResponse.Choices(await SuggestAsync(context, options, stop)), stop);
    }

    protected abstract Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop);

    /// <summary>What the option that is being typed may be.</summary>
    protected virtual Task<Suggestions> CompleteAsync(InteractionContext context, GivenOptions options, CancellationToken stop) =>
        Task.FromResult(Suggestions.None);

    private async Task<IReadOnlyList<OptionChoice>> SuggestAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        try
        {
            return (await CompleteAsync(context, options, stop)).Matching(options.Typed);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A list that cannot be shown is no reason to show an error at every key.
            host.Log(FrontEndLogLevel.Warning, $"no suggestions for /{Definition.Name}: {exception.Message.ReplaceLineEndings(" ")}");
            return [];
        }
    }
}
