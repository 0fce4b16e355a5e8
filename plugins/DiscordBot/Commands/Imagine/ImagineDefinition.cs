using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;
using Atelier.DiscordBot.Rules;

namespace Atelier.DiscordBot.Commands.Imagine;

/// <summary>What <c>/imagine</c> can be told.</summary>
internal static class ImagineDefinition
{
    public const double MostGuidance = 30;

    public static ApplicationCommand Of(DiscordOptions options) => new(
        CommandType.Slash, "imagine", "Make pictures from words",
        [
            Option.Text("prompt", "What to show", required: true, most: PromptHygiene.MostCharacters),
            Option.Text("negative", "What to avoid", most: PromptHygiene.MostCharacters),
            Option.Text("model", "Which model makes it", completed: true),
            Option.Text("size", "A shape (square, portrait, landscape, wide, tall) or pixels such as 768x512", completed: true),
            Option.Whole("steps", "How many steps: more takes longer", 1, options.MostSteps),
            Option.Text("sampler", "How the noise is taken away", completed: true),
            Option.Text("schedule", "How the steps are spread", completed: true),
            Option.Number("guidance", "How closely to follow the prompt", 0, MostGuidance),
            Option.Text("seed", "A number that makes the same picture again; left out, each is another", most: 20),
            Option.Whole("count", "How many pictures", 1, options.MostPictures),
            Option.File("image", "A picture to begin from"),
            Option.Number("strength", "How much of the image is made anew: 0 keeps it, 1 keeps nothing", 0, 1),
            Option.File("control-image", "A picture that says how things are placed"),
            Option.Text("control", "What of that picture is followed, such as its edges", completed: true),
            Option.Text("lora", "LoRAs as name or name:weight, with commas between several", completed: true),
            Option.Text("style", "A style that is put to the prompt", completed: true),
            Option.Truth("spoiler", "Hide the pictures until somebody looks"),
        ]);
}
