using Atelier.Host.Api.Json;
using Atelier.Host.Styles;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Automatic1111.Styles;

/// <summary>The styles that a request names.</summary>
internal static class AskedStyles
{
    /// <summary>Both prompts with the named styles in them. An unknown style is noted in the body.</summary>
    public static (string Prompt, string NegativePrompt) Apply(
        this PromptStyles styles, string prompt, string negativePrompt, LenientBody body)
    {
        var names = body.Texts("styles");
        var known = names.Count == 0 ? [] : styles.List();
        foreach (var name in names)
        {
            if (known.FirstOrDefault(style => style.Name == name) is { } style)
            {
                (prompt, negativePrompt) = (PromptStyle.Merge(style.Prompt, prompt),
                    PromptStyle.Merge(style.NegativePrompt, negativePrompt));
            }
            else
            {
                body.Refuse("styles", known.Count == 0
                    ? $"{OneLine.Quoted(name)} is unknown; styles come from styles.csv in the server's data folder, and it has none"
                    : $"{OneLine.Quoted(name)} is unknown{NearestName.Hint(name, known.Select(style => style.Name))}");
            }
        }

        return (prompt, negativePrompt);
    }
}
