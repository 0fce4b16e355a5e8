using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;
using Atelier.DiscordBot.Commands.Imagine;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Commands.Styles;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Looks;
using Atelier.DiscordBot.Making.Messages;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands.Schedule;

/// <summary>Pictures that come into a channel by themselves.</summary>
internal sealed class ScheduleCommand(CommandServices services) : SlashCommand(services.Host)
{
    private readonly ScheduleBook _book = new(services.Host);
    private readonly StyleShelf _styles = new(services.Host);

    public override ApplicationCommand Definition { get; } = new(
        CommandType.Slash, "schedule", "Pictures that come into a channel by themselves",
        [
            Option.Sub(
                "add", "Begin one in this channel",
                Option.Text("prompt", "What to show; __wildcards__ and {a|b} make each another", required: true,
                    most: PromptHygiene.MostCharacters),
                Option.Text("when", "daily 07:00, weekdays 7:30, monday 18:00, monthly 15 09:00, every 6 hours, or cron", required: true,
                    most: 100),
                Option.Text("zone", "The time zone, such as Europe/Berlin; left out it is UTC", completed: true),
                Option.Text("name", "What it is called", most: 32),
                Option.Text("negative", "What to avoid", most: PromptHygiene.MostCharacters),
                Option.Text("model", "Which model makes it", completed: true),
                Option.Text("size", "A shape or pixels", completed: true),
                Option.Text("style", "A style that is put to the prompt", completed: true),
                Option.Whole("count", "How many pictures at once", 1, services.Options.MostPictures),
                Option.Truth("spoiler", "Hide the pictures until somebody looks")),
            Option.Sub("list", "Which there are on this server"),
            Option.Sub("remove", "End one", Option.Text("name", "Which", required: true, completed: true)),
        ],
        WhoMay.ManageServerBits);

    protected override Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        WhoMay.CheckManages(context);
        return options.Subcommand switch
        {
            "add" => AddAsync(context, options, stop),
            "remove" => RemoveAsync(context, options, stop),
            _ => ListAsync(context, stop),
        };
    }

    protected override async Task<Suggestions> CompleteAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        switch (options.Focused)
        {
            case "zone":
                return Suggestions.Of(TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id));
            case "name":
                var all = await _book.OfGuildAsync(context.Interaction.GuildId ?? "", stop);
                return new Suggestions(
                    [.. all.Select(one => ($"{one.Kept.Name} · {one.Kept.When} · {Wording.OneLine(one.Kept.Prompt)}", one.Name))]);
            default:
                return ImagineCompletion.Of(
                    options, await services.Rules.OfAsync(context, stop), await services.Host.Catalog.ReadAsync(stop),
                    await _styles.OfAsync(context.Interaction.GuildId, stop));
        }
    }

    private async Task AddAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var when = options.Required("when");
        var cron = WhenWords.ToCron(when);
        var zone = options.Text("zone") ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            throw new Refusal("`zone` must be a time zone such as Europe/Berlin or America/New_York.");
        }

        var rules = await services.Rules.OfAsync(context, stop);
        var choices = await services.Host.Catalog.ReadAsync(stop);
        var words = ImagineWords.Read(options, rules, choices, await _styles.OfAsync(context.Interaction.GuildId, stop), services.Options);
        var request =
            RequestRules.Apply(rules, words with { Count = options.Whole("count", 1, services.Options.MostPictures) ?? 1 }, choices);
        var kept = new ChannelSchedule(
            context.Interaction.GuildId!, context.Interaction.ChannelId!, context.User.Id,
            ScheduleName.Of(options.Text("name") ?? options.Required("prompt")), options.Required("prompt"), when, found.Id,
            options.Truth("spoiler") ?? rules.Hides(context.Interaction.Channel));
        var made = await _book.AddAsync(kept, cron, request, stop);
        await context.SayAsync(
            $"**{MessageText.Escape(kept.Name, 100)}** comes into this channel {MessageText.Escape(when, 100)} ({MessageText.Escape(zone, 60)})"
            + (made.Next is { } next ? $", first {Wording.When(next)}." : "."),
            stop);
    }

    private async Task ListAsync(InteractionContext context, CancellationToken stop)
    {
        var all = await _book.OfGuildAsync(context.Interaction.GuildId!, stop);
        var card = new Card("Recurring pictures", all.Count == 0 ? "There are none yet. `/schedule add` begins one." : null);
        foreach (var (_, kept, made) in all)
        {
            card.With(
                kept.Name,
                $"<#{kept.Channel}> · {MessageText.Escape(kept.When, 100)} ({kept.Zone}) · {State(made)}\n{MessageText.Escape(kept.Prompt, 200)}");
        }

        await context.SayAsync(card.Message(), stop);
    }

    private async Task RemoveAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var all = await _book.OfGuildAsync(context.Interaction.GuildId!, stop);
        var typed = options.Required("name");
        var (name, kept, _) = all.FirstOrDefault(one => one.Name == typed) is { Name: not null } exact
            ? exact
            : Names.Find(all, typed, "name", one => one.Kept.Name);
        await _book.RemoveAsync(name, stop);
        await context.SayAsync($"**{MessageText.Escape(kept.Name, 100)}** does not come any more.", stop);
    }

    private static string State(FrontEndSchedule? made) => made switch
    {
        null => "ended on the server",
        { Paused: true } => "paused on the server",
        { Next: { } next } => $"next {Wording.When(next)}",
        _ => "does not come again",
    };
}
