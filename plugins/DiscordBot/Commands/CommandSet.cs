using Atelier.DiscordBot.Commands.Again;
using Atelier.DiscordBot.Commands.Cancel;
using Atelier.DiscordBot.Commands.Describe;
using Atelier.DiscordBot.Commands.Help;
using Atelier.DiscordBot.Commands.Imagine;
using Atelier.DiscordBot.Commands.Queue;
using Atelier.DiscordBot.Commands.Schedule;
using Atelier.DiscordBot.Commands.Settings;
using Atelier.DiscordBot.Commands.Styles;
using Atelier.DiscordBot.Commands.Upscale;
using Atelier.DiscordBot.Commands.Vary;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Commands;

/// <summary>The commands, put together for a session.</summary>
/// <param name="Handlers">Those of the commands, and of the buttons under what they say.</param>
internal sealed record CommandSet(ICommandCatalog Catalog, IReadOnlyList<IInteractionHandler> Handlers)
{
    public static CommandSet Of(CommandServices services)
    {
        var enlarger = new Enlarger(services.Host);
        SlashCommand[] typed =
        [
            new ImagineCommand(services),
            new VariationsCommand(services),
            new UpscaleCommand(services, enlarger),
            new DescribeCommand(services),
            new QueueCommand(services),
            new CancelCommand(services),
            new SettingsCommand(services),
            new StylesCommand(services),
            new ScheduleCommand(services),
            new HelpCommand(services),
        ];
        MessageCommand[] ofMessages =
        [
            new MakeAgainCommand(services),
            new ShowRecipeCommand(services),
            new UpscaleMessageCommand(services, enlarger),
        ];
        return new CommandSet(
            new CommandCatalog([.. typed.Select(command => command.Definition), .. ofMessages.Select(command => command.Definition)]),
            [.. typed, .. ofMessages, new MakeButton(services)]);
    }
}
