using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Commands.Describe;

internal sealed class ShowRecipeCommand(CommandServices services) : MessageCommand("Show recipe")
{
    private readonly PictureFinder _finder = new(services.Host);
    private readonly RecipeReader _reader = new(services.Host);

    protected override async Task RunAsync(InteractionContext context, Message message, CancellationToken stop)
    {
        await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: true), stop);
        var found = await _finder.OfMessageAsync(message, stop);
        await DescribeReply.SayAsync(services.Host, context, await _reader.ReadAsync(context, found, stop), stop);
    }
}
