using System.Globalization;
using System.Numerics;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.Generation;

namespace Atelier.DiscordBot.Making.Prompts;

/// <summary>The window in which a job's prompt is changed, and what comes back from it.</summary>
internal static class PromptModal
{
    private const int LongestPrompt = 4000;
    private const int LongestSeed = 20;
    private const int LongestSteps = 4;

    private const string Prompt = "prompt";
    private const string Negative = "negative";
    private const string Seed = "seed";
    private const string Steps = "steps";

    /// <exception cref="Refusal">The prompt is longer than a window holds.</exception>
    public static Modal Of(ButtonId id, GenerationRequest request)
    {
        if (request.Prompt.Length > LongestPrompt || request.NegativePrompt.Length > LongestPrompt)
        {
            throw new Refusal(
                $"This prompt is longer than a window of Discord's holds ({LongestPrompt} characters). `/imagine` takes longer ones.");
        }

        return new Modal(id.ToString(), "Edit prompt",
        [
            new ModalField(Prompt, "Prompt", request.Prompt, IsLong: true),
            new ModalField(Negative, "What to avoid", request.NegativePrompt, IsLong: true, IsRequired: false),
            new ModalField(Seed, "Seed (empty takes another)", Text(request.Seed), IsRequired: false, MostCharacters: LongestSeed),
            new ModalField(Steps, "Steps (empty takes the model's)", Text(request.Steps), IsRequired: false, MostCharacters: LongestSteps),
        ]);
    }

    /// <summary>The request with what the window says.</summary>
    /// <param name="fields">Its fields.</param>
    /// <exception cref="Refusal">A field is wrong.</exception>
    public static GenerationRequest Read(IReadOnlyDictionary<string, string> fields, GenerationRequest request)
    {
        var prompt = Field(fields, Prompt);
        return prompt.Length == 0 ? throw new Refusal("The prompt is empty; say what to show.") : request with
        {
            Prompt = prompt,
            NegativePrompt = Field(fields, Negative),
            Seed = Number<ulong>(fields, Seed, "The seed is a whole number from 0 to 18446744073709551615, or empty for another."),
            Steps = Number<int>(fields, Steps, "The steps are a whole number such as 20, or empty for the model's own."),
        };
    }

    private static string Field(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name, "").Trim();

    private static string Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static T? Number<T>(IReadOnlyDictionary<string, string> fields, string name, string otherwise)
        where T : struct, INumber<T> => Field(fields, name) switch
        {
            "" => null,
            var text => T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new Refusal(otherwise),
        };
}
