using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Commands.Styles;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Commands.Imagine;

internal sealed class ImagineCommand(CommandServices services) : SlashCommand(services.Host)
{
    private readonly StyleShelf _styles = new(services.Host);

    public override ApplicationCommand Definition { get; } = ImagineDefinition.Of(services.Options);

    protected override async Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var rules = await services.Rules.OfAsync(context, stop);
        WhoMay.CheckMakes(rules, context);
        var choices = await services.Host.Catalog.ReadAsync(stop);
        var styles = await _styles.OfAsync(context.Interaction.GuildId, stop);
        var request = ImagineWords.Read(options, rules, choices, styles, services.Options);
        var model = ImagineWords.Model(options, rules, choices);
        var pictures = new ImaginePictures(options, choices, model?.Family);
        if (pictures.HasAny)
        {
            // Refused before anything is fetched, while the answer can still be for the user alone.
            _ = RequestRules.Apply(rules, request, choices);

            // Fetching can take longer than Discord waits for a first answer.
            await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: false), stop);
            request = await pictures.PutAsync(
                context, services.Host, request, model, Math.Min(rules.MostSide ?? services.Options.MostSide, choices.Limits.Side), stop);
        }

        await services.Maker.MakeAsync(context, new PictureWish(request, "imagine", options.Truth("spoiler") ?? false), stop);
    }

    protected override async Task<Suggestions> CompleteAsync(InteractionContext context, GivenOptions options, CancellationToken stop) =>
        ImagineCompletion.Of(
            options, await services.Rules.OfAsync(context, stop), await services.Host.Catalog.ReadAsync(stop),
            options.Focused == "style" ? await _styles.OfAsync(context.Interaction.GuildId, stop) : []);
}
