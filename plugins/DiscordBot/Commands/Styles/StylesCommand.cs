using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Looks;
using Atelier.DiscordBot.Making.Messages;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Styles;

internal sealed class StylesCommand(CommandServices services) : SlashCommand(services.Host)
{
    private const int MostName = 50;
    private const int MostText = 1000;
    private const int Shown = 160;

    private readonly StyleShelf _shelf = new(services.Host);

    public override ApplicationCommand Definition { get; } = new(
        CommandType.Slash, "styles", "Named styles that can be put to a prompt",
        [
            Option.Sub("list", "Which styles there are"),
            Option.Sub(
                "add", "Add a style for this server, or change one",
                Option.Text("name", "What it is called", required: true, most: MostName),
                Option.Text("prompt", "Put after the prompt, or around it where it says {prompt}", required: true, most: MostText),
                Option.Text("negative", "Put after what to avoid", most: MostText)),
            Option.Sub("remove", "Remove one of this server's own styles", Option.Text("name", "Which", required: true, completed: true)),
        ]);

    protected override Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop) => options.Subcommand switch
    {
        "add" => AddAsync(context, options, stop),
        "remove" => RemoveAsync(context, options, stop),
        _ => ListAsync(context, stop),
    };

    protected override async Task<Suggestions> CompleteAsync(InteractionContext context, GivenOptions options, CancellationToken stop) =>
        Suggestions.Of((await _shelf.OwnAsync(context.Interaction.GuildId, stop)).Select(style => style.Name));

    private async Task ListAsync(InteractionContext context, CancellationToken stop)
    {
        var styles = await _shelf.OfAsync(context.Interaction.GuildId, stop);
        var card = new Card("Styles", styles.Count == 0
            ? "There are none yet. Who runs this server can add some by `/styles add`."
            : "Take one by `style` in `/imagine`.");
        foreach (var style in styles)
        {
            card.With(style.Name, Preview(style));
        }

        await context.SayAsync(card.Message(), stop);
    }

    private async Task AddAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        WhoMay.CheckManages(context);
        var style = new KeptStyle(Wording.OneLine(options.Required("name")), options.Required("prompt"), options.Text("negative") ?? "");
        if (style.Name.Length > MostName || style.Name.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            throw new Refusal($"`name` may have at most {MostName} characters, and `none` is taken: it stands for no style.");
        }

        if (style.Prompt.Length > MostText || style.NegativePrompt.Length > MostText)
        {
            throw new Refusal($"`prompt` and `negative` of a style may have at most {MostText} characters each.");
        }

        PromptHygiene.Check(new GenerationRequest { Prompt = style.Prompt, NegativePrompt = style.NegativePrompt });
        await _shelf.PutAsync(context.Interaction.GuildId!, style, stop);
        await context.SayAsync($"The style **{MessageText.Escape(style.Name, 1000)}** is there for everybody on this server.", stop);
    }

    private async Task RemoveAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        WhoMay.CheckManages(context);
        var guild = context.Interaction.GuildId!;
        var style = Names.Find(await _shelf.OwnAsync(guild, stop), options.Required("name"), "name", style => style.Name);
        await _shelf.RemoveAsync(guild, style.Name, stop);
        await context.SayAsync($"The style **{MessageText.Escape(style.Name, 1000)}** is gone.", stop);
    }

    private static string Preview(StyleChoice style) => style.NegativePrompt.Length == 0
        ? MessageText.Escape(style.Prompt, Shown)
        : $"{MessageText.Escape(style.Prompt, Shown)}\nwithout {MessageText.Escape(style.NegativePrompt, Shown)}";
}
