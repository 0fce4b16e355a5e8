using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Describe;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Again;

/// <summary>Makes a message's pictures again, with another seed.</summary>
internal sealed class MakeAgainCommand(CommandServices services) : MessageCommand("Make again")
{
    private readonly PictureFinder _finder = new(services.Host);
    private readonly RecipeReader _reader = new(services.Host);

    protected override async Task RunAsync(InteractionContext context, Message message, CancellationToken stop)
    {
        WhoMay.CheckMakes(await services.Rules.OfAsync(context, stop), context);
        var found = await _finder.OfMessageAsync(message, stop);
        if (found.Kept.Count == 0 && found.File is null)
        {
            throw new Refusal("That message has no picture that is still on the server.");
        }

        // Fetching a file can take longer than Discord waits for a first answer.
        await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: false), stop);
        var request = await RequestAsync(context, found, stop);
        await services.Maker.MakeAsync(context, RecipeWish.Of(request, await services.Host.Catalog.ReadAsync(stop), "again"), stop);
    }

    private async Task<GenerationRequest> RequestAsync(InteractionContext context, FoundPictures found, CancellationToken stop)
    {
        var request = found.Kept is [var first, ..]
            ? (await services.Host.Queue.FindAsync(first.JobId, stop))?.Request ?? first.Request with { Count = found.Kept.Count }
            : (await _reader.ReadAsync(context, found, stop)).Request
                ?? throw new Refusal("What that picture says of how it was made cannot be read as a request.");
        return request with { Seed = null, Variation = request.Variation is { } variation ? variation with { Seed = null } : null };
    }
}
