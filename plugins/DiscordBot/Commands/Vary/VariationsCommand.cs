using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Commands.Vary;

internal sealed class VariationsCommand(CommandServices services) : SlashCommand(services.Host)
{
    private readonly PictureFinder _finder = new(services.Host);

    public override ApplicationCommand Definition { get; } = new(
        CommandType.Slash, "variations", "Make pictures like one you have",
        [
            PointerOptions.Picture,
            PointerOptions.Which(services.Options),
            Option.Number("strength", "How different they are: 0.1 barely, 0.25 a little, 0.6 rather", 0.01, 1),
            Option.Whole("count", "How many pictures", 1, services.Options.MostPictures),
            Option.Truth("spoiler", "Hide the pictures until somebody looks"),
        ]);

    protected override async Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var rules = await services.Rules.OfAsync(context, stop);
        WhoMay.CheckMakes(rules, context);
        var strength = options.Number("strength", 0.01, 1) ?? VariationKind.Subtle.Noise;
        var found = await _finder.FindAsync(context, options.Text("picture"), stop);
        if (found.One(options.Whole("which", 1, services.Options.MostPictures)) is not { } picture)
        {
            throw new Refusal(
                "That picture was not made here, so its noise is not known. `/imagine` with it as `image` makes something like it.");
        }

        var count = options.Whole("count", 1, services.Options.MostPictures) ?? await Variations.CountAsync(services.Host, rules, stop);
        var kind = new VariationKind("", strength, strength);
        var request = await Variations.OfAsync(services.Host, picture, kind, count, stop);
        await services.Maker.MakeAsync(
            context, new PictureWish(request, "variations", found.IsHidden || options.Truth("spoiler") == true), stop);
    }
}
