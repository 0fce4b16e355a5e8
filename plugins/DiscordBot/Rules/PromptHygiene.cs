using System.Text.RegularExpressions;
using Atelier.DiscordBot.Interactions;
using Atelier.Generation;

namespace Atelier.DiscordBot.Rules;

/// <summary>What no prompt may have, wherever it comes from.</summary>
internal static partial class PromptHygiene
{
    /// <summary>What a window on Discord can hold.</summary>
    public const int MostCharacters = 4000;

    /// <exception cref="Refusal">A prompt is too long, or a tag in it names what is no file of its folder.</exception>
    public static void Check(GenerationRequest request)
    {
        if (request.Adapters.Any(adapter => !IsFileName(adapter.Name)) || request.Controls.Any(control => !IsFileName(control.Model)))
        {
            throw new Refusal("This request names a file that is none of the server's. Please take names that `/imagine` suggests.");
        }

        foreach (var prompt in Shown(request).Concat(Avoided(request)))
        {
            if (prompt.Length > MostCharacters)
            {
                throw new Refusal($"A prompt may have at most {MostCharacters} characters; yours has {prompt.Length}.");
            }

            if (Tags().Matches(prompt).Any(tag => !IsFileName(tag.Groups[1].Value)))
            {
                throw new Refusal("A `<lora:…>` in this prompt does not name a LoRA. Please take one that `/imagine` suggests for `lora`.");
            }

            if (prompt.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')))
            {
                throw new Refusal("This prompt has characters that cannot be read. Please type it anew.");
            }
        }
    }

    /// <summary>The prompts of what is to be seen.</summary>
    public static IEnumerable<string> Shown(GenerationRequest request) =>
        new[] { request.Prompt, request.Hires?.Prompt, request.Blend?.Prompt }.OfType<string>();

    private static IEnumerable<string> Avoided(GenerationRequest request) =>
        new[] { request.NegativePrompt, request.Hires?.NegativePrompt }.OfType<string>();

    private static bool IsFileName(string name) =>
        name.Trim() is { Length: > 0 and <= 200 } file && !file.Contains("..", StringComparison.Ordinal) && !file.StartsWith('/')
        && !file.StartsWith('~') && !file.Contains('\\') && !file.Any(char.IsControl);

    [GeneratedRegex(@"<\s*(?:lora|lyco|lycoris|hypernet|locon)\s*:([^:>]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
