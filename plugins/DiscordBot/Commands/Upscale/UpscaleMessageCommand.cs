using System.Globalization;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Commands.Upscale;

/// <summary>Makes a message's picture twice as large; of several it asks which.</summary>
internal sealed class UpscaleMessageCommand(CommandServices services, Enlarger enlarger) : MessageCommand("Upscale")
{
    private const int Scale = 2;
    private const int RowLength = 5;

    private readonly PictureFinder _finder = new(services.Host);

    protected override async Task RunAsync(InteractionContext context, Message message, CancellationToken stop)
    {
        var rules = await services.Rules.OfAsync(context, stop);
        WhoMay.CheckMakes(rules, context);
        var found = await _finder.OfMessageAsync(message, stop);
        switch (found)
        {
            case { Kept: [var only] }:
                await services.Upscaler.UpscaleAsync(context, only, Scale, stop);
                break;
            case { Kept.Count: > 1 }:
                await context.SayAsync(Question(found, context.User.Id, message.HasHidden()), stop);
                break;
            case { File: { } file }:
                await enlarger.EnlargeAsync(
                    context, null, file, Scale, null, found.IsHidden || rules.Hides(context.Interaction.Channel), stop);
                break;
            default:
                throw new Refusal("That message has no picture that is still on the server.");
        }
    }

    private static MessageBody Question(FoundPictures found, string userId, bool isHidden) => new(
        "Which one?",
        Components:
        [
            .. found.Kept.Select((picture, index) => new Component(
                    ComponentType.Button, new ButtonId(ButtonActions.Upscale, picture.Picture.Id, userId, Scale, isHidden).ToString(),
                    (index + 1).ToString(CultureInfo.InvariantCulture), ButtonStyle.Secondary))
                .Chunk(RowLength).Select(row => new ActionRow(row)),
        ],
        Flags: MessageFlags.Ephemeral);
}
