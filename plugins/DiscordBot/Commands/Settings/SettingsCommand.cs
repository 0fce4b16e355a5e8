using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Imagine;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Commands.Styles;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Commands.Settings;

internal sealed class SettingsCommand(CommandServices services) : SlashCommand(services.Host)
{
    private readonly RuleBook _book = new(services.Host.Store);
    private readonly StyleShelf _styles = new(services.Host);

    public override ApplicationCommand Definition { get; } = SettingsDefinition.Of(services.Options);

    protected override async Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        WhoMay.CheckManages(context);
        if (options.Subcommand is not ("show" or ""))
        {
            await ChangeAsync(context, options, stop);
        }

        var own = await _book.ReadAsync(context.Interaction.GuildId!, context.Interaction.ChannelId, stop);
        await context.SayAsync(SettingsCard.Of(await services.Rules.OfAsync(context, stop), own).Message(), stop);
    }

    protected override async Task<Suggestions> CompleteAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var choices = await services.Host.Catalog.ReadAsync(stop);
        return options.Focused switch
        {
            "allow" => Suggestions.Of(choices.Models.Select(model => model.Name).Append("all")).InList(options.Typed),
            "model" => Suggestions.Of(choices.Models.Select(model => model.Name)),
            _ => ImagineCompletion.Of(
                options, await services.Rules.OfAsync(context, stop), choices, await _styles.OfAsync(context.Interaction.GuildId, stop)),
        };
    }

    private async Task ChangeAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var guild = context.Interaction.GuildId!;
        var channel = options.Text(SettingsDefinition.Scope) == SettingsDefinition.ScopeChannel ? context.Interaction.ChannelId : null;
        var rules = await _book.ReadAsync(guild, channel, stop);
        var inherited = channel is null ? new ChannelRules() : await _book.ReadAsync(guild, null, stop);
        if (options.IsEmptyBut(SettingsDefinition.Scope) && options.Subcommand != "reset")
        {
            throw new Refusal($"Please say what to change: `/settings {options.Subcommand}` has an option for each thing.");
        }

        var choices = await services.Host.Catalog.ReadAsync(stop);
        var limits = services.Options;
        var changed = options.Subcommand switch
        {
            "defaults" => SettingsChanges.Defaults(rules, options, limits, choices, await _styles.OfAsync(guild, stop)),
            "limits" => SettingsChanges.Limits(rules, options, limits),
            "models" => SettingsChanges.Models(rules, options, choices),
            "words" => SettingsChanges.Words(rules, options, inherited),
            "who" => SettingsChanges.Who(rules, options, inherited),
            "fairness" => SettingsChanges.Fairness(rules, options, limits, inherited),
            _ => new ChannelRules(),
        };
        await _book.WriteAsync(guild, channel, changed, stop);
    }
}
