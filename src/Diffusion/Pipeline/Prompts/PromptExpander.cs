using System.Text;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>
/// Fills in the parts of a prompt that chance decides: wildcards <c>__name__</c> and choices <c>{a|b}</c>, in one another at will. A
/// backslash before <c>{</c>, <c>|</c> in a choice, <c>}</c> or <c>__</c> makes it text; a brace without a bar or a count is text anyway. A
/// prompt with none of them comes back as it is.
/// </summary>
/// <remarks>
/// A choice's options may have weights, <c>{3::red|blue}</c> (default 1), and a count or range, <c>{2$$red|blue|green}</c>,
/// <c>{1-2$$ and $$red|blue}</c>, which takes that many different ones, joined by <c>, </c> or what stands between the second pair of
/// <c>$$</c>.
/// </remarks>
/// <param name="wildcards">Where wildcards come from.</param>
internal sealed class PromptExpander(WildcardFolder wildcards)
{
    private const int DeepestNesting = 20;
    private const int LongestPrompt = 1 << 20;
    private const int MostWildcards = 1000;

    /// <summary>Expands a prompt.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="seed">The picture's seed: the same prompt, seed and wildcards give the same text.</param>
    /// <param name="field">The request's field that the prompt came in, for errors: <c>prompt</c> or <c>negativePrompt</c>.</param>
    /// <exception cref="RequestException">A wildcard is unknown or empty, uses itself, or what comes out is too long.</exception>
    public string Expand(string text, ulong seed, string field = "prompt")
    {
        if (!text.Contains("__", StringComparison.Ordinal) && !text.AsSpan().ContainsAny('{', '}'))
        {
            return text;
        }

        var result = new StringBuilder();
        new Expansion(wildcards, new SeededChoice(seed), field, result).Append(text, []);
        return result.ToString();
    }

    /// <summary>
    /// The prompt that expands to a text, whatever the seed and the wildcards: the text itself, or with backslashes where chance would come
    /// in.
    /// </summary>
    public static string Literal(string text)
    {
        var parts = PromptTemplate.Parse(text);
        return parts.All(part => part is TemplateText) && string.Concat(parts.Cast<TemplateText>().Select(part => part.Text)) == text
            ? text
            : text.Replace("{", @"\{", StringComparison.Ordinal).Replace("}", @"\}", StringComparison.Ordinal)
                .Replace("__", @"\__", StringComparison.Ordinal);
    }

    private sealed class Expansion(WildcardFolder wildcards, SeededChoice random, string field, StringBuilder result)
    {
        private readonly Dictionary<string, IReadOnlyList<string>?> _entries = [];
        private int _used;

        public void Append(string text, IReadOnlyList<string> within)
        {
            foreach (var part in PromptTemplate.Parse(text))
            {
                Append(part, within);
            }
        }

        private void Append(TemplatePart part, IReadOnlyList<string> within)
        {
            switch (part)
            {
                case TemplateText literal:
                    Append(literal.Text);
                    break;
                case TemplateWildcard wildcard:
                    Append(Entry(wildcard.Name, within), [.. within, wildcard.Name]);
                    break;
                case TemplateChoice choice:
                    Append(choice, within);
                    break;
            }
        }

        private void Append(TemplateChoice choice, IReadOnlyList<string> within)
        {
            var separator = "";
            foreach (var option in choice.Draw(random))
            {
                Append(separator);
                foreach (var part in option.Parts)
                {
                    Append(part, within);
                }

                separator = choice.Separator;
            }
        }

        private void Append(string literal)
        {
            if (result.Length + literal.Length > LongestPrompt)
            {
                throw new RequestException(field, $"is too long: its wildcards expand to more than {LongestPrompt} characters.");
            }

            result.Append(literal);
        }

        private string Entry(string name, IReadOnlyList<string> within)
        {
            if (within.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new RequestException(field, $"the wildcard __{name}__ uses itself: {string.Join(" > ", within)} > {name}.");
            }

            if (within.Count >= DeepestNesting)
            {
                throw new RequestException(field, $"wildcards are nested more than {DeepestNesting} deep: {string.Join(" > ", within)}.");
            }

            if (++_used > MostWildcards)
            {
                throw new RequestException(field, $"uses more than {MostWildcards} wildcards; use fewer.");
            }

            if (!_entries.TryGetValue(name, out var entries))
            {
                entries = _entries[name] = wildcards.Entries(name);
            }

            _ = entries ?? throw new RequestException(field, $"there is no wildcard __{name}__; {Known()}");
            return entries.Count > 0
                ? entries[random.Below(entries.Count)]
                : throw new RequestException(field, $"the wildcard __{name}__ has no entries; write one a line into its file.");
        }

        private string Known()
        {
            var names = wildcards.Names();
            return names.Count > 0
                ? $"known: {string.Join(", ", names)}."
                : "the folder of wildcards is empty: put a text file with an entry a line there.";
        }
    }
}
