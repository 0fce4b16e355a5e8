using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Looks;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Commands.Help;

internal sealed class HelpCommand(CommandServices services) : SlashCommand(services.Host)
{
    public override ApplicationCommand Definition { get; } = new(CommandType.Slash, "help", "What there is, and how much of it");

    protected override async Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var rules = await services.Rules.OfAsync(context, stop);
        var share = new Share(rules, context.Roles);
        var card = new Card("Pictures from words", "Say what you want to see: `/imagine prompt: a lighthouse in the fog`.")
            .With("Make", "`/imagine` makes pictures, also from one of yours (`image`) or placed like one (`control-image`).\n"
                + "`/variations` makes some like one you have, `/upscale` makes one larger.")
            .With("Under each picture", "**U** makes that one larger, **V** varies it. "
                + "The other buttons make all of them again, change the prompt, say how they were made, or remove them.")
            .With("Look", "`/describe` says how a picture was made, `/styles` which styles there are, `/queue` who waits.\n"
                + "`/cancel` ends a job of yours.")
            .With("In a message's menu", "Under *Apps*: *Make again*, *Show recipe* and *Upscale*.")
            .With("Here you may have", string.Join('\n', Limits(rules, share)));
        if (WhoMay.Manages(context))
        {
            card.With(
                "For you, who run this server",
                "`/settings` sets what holds here, `/schedule` brings pictures into a channel by themselves, `/styles add` adds styles.");
        }

        await context.SayAsync(card.Message(), stop);
    }

    private static IEnumerable<string> Limits(ChannelRules rules, Share share)
    {
        yield return
            $"{Wording.Count(rules.MostPictures ?? 1, "picture")} at once, of at most {rules.MostSide} pixels a side and {rules.MostSteps} steps";
        yield return $"{Wording.Count(share.Jobs, "job")} at a time, {Wording.Count(share.PicturesPerDay, "picture")} in 24 hours";
        if (share.Cooldown > TimeSpan.Zero)
        {
            yield return $"a request every {Wording.Count((long)Math.Ceiling(share.Cooldown.TotalSeconds), "second")}";
        }
    }
}
