using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Commands.Upscale;

internal sealed class UpscaleCommand(CommandServices services, Enlarger enlarger) : SlashCommand(services.Host)
{
    private const string Usual = "2";

    private static readonly string[] Scales = ["2", "4"];

    private readonly PictureFinder _finder = new(services.Host);

    public override ApplicationCommand Definition { get; } = new(
        CommandType.Slash, "upscale", "Make a picture larger",
        [
            Option.File("image", "A picture of yours; left out, one that was made here"),
            PointerOptions.Picture,
            PointerOptions.Which(services.Options),
            Option.Text("scale", "How many times larger", choices: [.. Scales.Select(scale => Option.Choice("×" + scale, scale))]),
            Option.Text("upscaler", "What makes it larger", completed: true),
        ]);

    protected override async Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var rules = await services.Rules.OfAsync(context, stop);
        WhoMay.CheckMakes(rules, context);
        var scale = options.Text("scale") ?? Usual;
        if (!Scales.Contains(scale))
        {
            throw new Refusal("`scale` must be 2 or 4.");
        }

        var times = scale[0] - '0';
        var upscaler = options.Text("upscaler") is { } typed
            ? Names.Find((await services.Host.Catalog.ReadAsync(stop)).Upscalers, typed, "upscaler", one => one.Name, one => one.Label).Name
            : null;
        var found = options.File("image") is { } image
            ? new FoundPictures([], image, image.IsHidden())
            : await _finder.FindAsync(context, options.Text("picture"), stop);
        var kept = found.One(options.Whole("which", 1, services.Options.MostPictures));
        if (kept is not null && upscaler is null && !found.IsHidden)
        {
            await services.Upscaler.UpscaleAsync(context, kept, times, stop);
            return;
        }

        await enlarger.EnlargeAsync(
            context, kept, found.File, times, upscaler, found.IsHidden || rules.Hides(context.Interaction.Channel), stop);
    }

    protected override async Task<Suggestions> CompleteAsync(InteractionContext context, GivenOptions options, CancellationToken stop) =>
        new([.. (await services.Host.Catalog.ReadAsync(stop)).Upscalers.Select(upscaler => (upscaler.Label, upscaler.Name))]);
}
