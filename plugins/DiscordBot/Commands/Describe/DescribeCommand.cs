using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Commands.Describe;

internal sealed class DescribeCommand(CommandServices services) : SlashCommand(services.Host)
{
    private readonly PictureFinder _finder = new(services.Host);
    private readonly RecipeReader _reader = new(services.Host);

    public override ApplicationCommand Definition { get; } = new(
        CommandType.Slash, "describe", "Say how a picture was made",
        [Option.File("image", "A picture that says how it was made"), PointerOptions.Picture, PointerOptions.Which(services.Options)]);

    protected override async Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var image = options.File("image");
        var which = options.Whole("which", 1, services.Options.MostPictures);
        if (image is not null)
        {
            Attachments.Check(image, "image");
        }

        await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: true), stop);
        if (image is not null)
        {
            await DescribeReply.SayAsync(services.Host, context, await _reader.ReadAsync(context, image, "image", stop), stop);
            return;
        }

        var found = await _finder.FindAsync(context, options.Text("picture"), stop);
        var meant = which is not null && found.One(which) is { } one ? found with { Kept = [one] } : found;
        await DescribeReply.SayAsync(services.Host, context, await _reader.ReadAsync(context, meant, stop), stop);
    }
}
