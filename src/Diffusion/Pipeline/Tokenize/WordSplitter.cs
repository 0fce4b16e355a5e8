using System.Globalization;
using System.Text;

namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>
/// Cuts clean text into words as CLIP's pattern does: a special token, an English contraction, a run of letters, one digit, or a run of
/// anything else but white space. Written out, since .NET's patterns see UTF-16 halves where the original sees code points.
/// </summary>
/// <param name="special">Tokens that are recognised at the start of a word.</param>
internal sealed class WordSplitter(IReadOnlyList<SpecialToken> special)
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>The words in order, as ranges of the text.</summary>
    public IEnumerable<Word> Split(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var word = WordAt(text, start, out var isSpace);
            if (!isSpace)
            {
                yield return word;
            }

            start += word.Length;
        }
    }

    private Word WordAt(string text, int start, out bool isSpace)
    {
        isSpace = false;
        foreach (var token in special)
        {
            if (string.CompareOrdinal(text, start, token.Text, 0, token.Text.Length) == 0)
            {
                return new Word(start, token.Text.Length, token.Id);
            }
        }

        foreach (var contraction in Contractions)
        {
            if (string.CompareOrdinal(text, start, contraction, 0, contraction.Length) == 0)
            {
                return new Word(start, contraction.Length, null);
            }
        }

        var kind = KindAt(text, start, out var length);
        isSpace = kind == Kind.Space;
        var end = start + length;
        while (kind is Kind.Letter or Kind.Other && end < text.Length && KindAt(text, end, out length) == kind)
        {
            end += length;
        }

        return new Word(start, end - start, null);
    }

    private static Kind KindAt(string text, int index, out int length)
    {
        Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out length);
        return Rune.IsWhiteSpace(rune) ? Kind.Space : Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
    }
}

/// <summary>A word of a text.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
/// <param name="SpecialId">The id of the special token that it is; null for text.</param>
internal readonly record struct Word(int Start, int Length, int? SpecialId);
