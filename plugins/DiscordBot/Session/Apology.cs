using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>Tells a user, and nobody else, that something is not to be had, whatever has been answered before.</summary>
internal sealed class Apology(Action<FrontEndLogLevel, string> log)
{
    public async Task TellAsync(InteractionContext context, string text, CancellationToken cancellation)
    {
        try
        {
            await SayAsync(context, text, cancellation);
        }
        catch (DiscordException exception)
        {
            log(FrontEndLogLevel.Information, $"Discord: a user could not be told why: {exception.Message}");
        }
    }

    private static async Task SayAsync(InteractionContext context, string text, CancellationToken cancellation)
    {
        switch (context.Answered)
        {
            case null when context.Interaction.Type == InteractionType.Autocomplete:
                await context.RespondAsync(new InteractionResponse.Choices([]), cancellation);
                break;
            case InteractionResponse.Choices or InteractionResponse.Ask:
                break;
            case InteractionResponse.Defer { Ephemeral: false }:
                await Withdrawal.MakeAsync(context.Api, context.Interaction.ApplicationId, context.Interaction.Token, text, cancellation);
                break;
            default:
                await context.SayAsync(text, cancellation);
                break;
        }
    }
}
