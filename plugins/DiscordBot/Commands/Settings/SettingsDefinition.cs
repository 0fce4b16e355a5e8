using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Commands.Settings;

/// <summary>What <c>/settings</c> can be told.</summary>
internal static class SettingsDefinition
{
    public const string Scope = "scope";
    public const string ScopeChannel = "channel";

    public const int MostJobs = 1000;
    public const int MostPictures = 100_000;
    public const int LongestCooldown = 3600;
    public const double MostBonus = 100;

    private static readonly OptionDefinition ScopeOption = Option.Text(
        Scope, "Where it holds; left out, on the whole server",
        choices: [Option.Choice("This server", "server"), Option.Choice("This channel", ScopeChannel)]);

    public static ApplicationCommand Of(DiscordOptions options) => new(
        CommandType.Slash, "settings", "What holds on this server and in its channels",
        [
            Option.Sub("show", "What holds in this channel"),
            Option.Sub(
                "defaults", "What requests take that say nothing; 'none' or 0 lifts one",
                Option.Text("model", "The model", completed: true),
                Option.Text("style", "The style", completed: true),
                Option.Text("negative", "The negative prompt", most: PromptHygiene.MostCharacters),
                Option.Text("size", "A shape or pixels", completed: true),
                Option.Whole("steps", "The steps", 0, options.MostSteps),
                Option.Text("spoilers", "When pictures are hidden until looked at", choices:
                [
                    Option.Choice("Never", "off"), Option.Choice("Always", "on"), Option.Choice("In age-restricted channels", "nsfw"),
                ]),
                ScopeOption),
            Option.Sub(
                "limits", "The most that a request may ask for; 0 lifts one",
                Option.Whole("steps", "Steps", 0, options.MostSteps),
                Option.Whole("side", "Pixels of the longest side", 0, options.MostSide),
                Option.Whole("pictures", "Pictures at once", 0, options.MostPictures),
                ScopeOption),
            Option.Sub(
                "models", "Which models may be used",
                Option.Text("allow", "Their names with commas between them, or all", required: true, completed: true), ScopeOption),
            Option.Sub(
                "words", "Which words no prompt may have",
                Option.Text("add", "Words or phrases, with commas between them", most: 1000),
                Option.Text("remove", "The same; all removes every one", most: 1000), ScopeOption),
            Option.Sub(
                "who", "Who may make pictures, and press others' buttons",
                Option.Role("allow", "A role that may; without any, everybody may"),
                Option.Role("remove", "A role that may no longer"),
                Option.Truth("everybody", "Lets everybody again"),
                Option.Truth("own-buttons", "Whether buttons are only for who asked for the picture"), ScopeOption),
            Option.Sub(
                "fairness", "How much each may have; 0 lifts a limit",
                Option.Whole("jobs-per-user", "Jobs of one user that wait or run", 0, MostJobs),
                Option.Whole("jobs-per-server", "Jobs of the server that wait or run", 0, options.JobsPerGuild),
                Option.Whole("pictures-per-user", "Pictures of one user in 24 hours", 0, MostPictures),
                Option.Whole("pictures-per-server", "Pictures of the server in 24 hours", 0, options.PicturesPerDayOfGuild),
                Option.Whole("cooldown", "Seconds between two requests of one user", 0, LongestCooldown),
                Option.Role("bonus-role", "A role whose members have more"),
                Option.Number("bonus", "How many times as much; 0 takes the bonus away", 0, MostBonus), ScopeOption),
            Option.Sub("reset", "Forgets what was set", ScopeOption),
        ],
        WhoMay.ManageServerBits);
}
