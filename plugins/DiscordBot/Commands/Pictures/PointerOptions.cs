using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;

namespace Atelier.DiscordBot.Commands.Pictures;

/// <summary>The options by which commands are pointed at a picture.</summary>
internal static class PointerOptions
{
    public static OptionDefinition Picture { get; } =
        Option.Text("picture", "The link to a message of this channel with the picture; left out, your last", most: 200);

    public static OptionDefinition Which(DiscordOptions options) =>
        Option.Whole("which", "Which picture of several, from 1", 1, options.MostPictures);
}
