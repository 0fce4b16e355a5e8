namespace Atelier.Host.Styles;

/// <summary>A saved piece of prompt.</summary>
/// <param name="Name">What requests say.</param>
/// <param name="Prompt">Added to the prompt, or laid around it where it says <c>{prompt}</c>.</param>
/// <param name="NegativePrompt">So for the negative prompt.</param>
internal sealed record PromptStyle(string Name, string Prompt, string NegativePrompt)
{
    private const string Place = "{prompt}";

    /// <summary>A prompt with a style's text in it, as AUTOMATIC1111's <c>merge_prompts</c> does it.</summary>
    public static string Merge(string style, string prompt) => style.Contains(Place, StringComparison.Ordinal)
        ? style.Replace(Place, prompt, StringComparison.Ordinal)
        : string.Join(", ", ((string[])[prompt.Trim(), style.Trim()]).Where(part => part.Length > 0));
}
