using System.Net;
using System.Text;

namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>
/// What CLIP does to text before it looks for words: ftfy's character fixes (control characters, curly quotes, ligatures, full-width forms,
/// composed accents; not its repair of wrongly decoded text), HTML entities twice, single spaces, lower case.
/// </summary>
internal static class TextCleaner
{
    // What the half-width forms U+FF61 to U+FF9F stand for.
    private const string HalfWidthKatakana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";

    public static string Clean(string text)
    {
        var result = FixCharacters(text);
        if (result.Contains('&'))
        {
            result = WebUtility.HtmlDecode(WebUtility.HtmlDecode(result));
        }

        // The original composes before it lowers the case; lower-case letters with accents come out the same.
        return Composition.Compose(Lower(SingleSpaces(result)));
    }

    private static string FixCharacters(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                <= '\b' or '\v' or (>= '\u000E' and <= '\u001F') or '\u007F' => result,
                (>= '\u206A' and <= '\u206F') or '\uFEFF' or (>= '\uFFF9' and <= '\uFFFC') => result,
                >= '\u2018' and <= '\u201B' => result.Append('\''),
                >= '\u201C' and <= '\u201F' => result.Append('"'),
                'Ĳ' => result.Append("IJ"),
                'ĳ' => result.Append("ij"),
                'ﬀ' => result.Append("ff"),
                'ﬁ' => result.Append("fi"),
                'ﬂ' => result.Append("fl"),
                'ﬃ' => result.Append("ffi"),
                'ﬄ' => result.Append("ffl"),
                'ﬅ' => result.Append("ſt"),
                'ﬆ' => result.Append("st"),
                >= '\uFF01' and <= '\uFF5E' => result.Append((char)(character - '\uFF01' + '!')),
                >= '\uFF61' and <= '\uFF9F' => result.Append(HalfWidthKatakana[character - '\uFF61']),
                _ => result.Append(character),
            };
        }

        return result.ToString();
    }

    private static string SingleSpaces(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text.AsSpan().Trim())
        {
            if (!char.IsWhiteSpace(character))
            {
                result.Append(character);
            }
            else if (result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString();
    }

    // Python's lower-casing knows two cases that depend on more than the character.
    private static string Lower(string text)
    {
        text = text.Replace("İ", "i\u0307", StringComparison.Ordinal);
        var lower = text.ToLowerInvariant();
        if (!text.Contains('Σ'))
        {
            return lower;
        }

        var characters = lower.ToCharArray();
        for (var i = 1; i < characters.Length; i++)
        {
            var endsWord = char.IsLetter(text[i - 1]) && (i == text.Length - 1 || !char.IsLetter(text[i + 1]));
            characters[i] = text[i] == 'Σ' && endsWord ? 'ς' : characters[i];
        }

        return new string(characters);
    }
}
