using System.Text;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>What a prompt may consist of: whole Unicode text in lines, of a bounded length.</summary>
internal static class PromptText
{
    /// <summary>Checks a prompt. Messages never repeat the text itself, so that they stay one short line.</summary>
    public static RequestException? Check(string field, string? text, int limit) => text switch
    {
        null => new RequestException(field, "is missing"),
        _ when text.Length > limit => new RequestException(field, $"has {text.Length} characters; at most {limit} are taken"),
        _ when FirstForbidden(text, allowLines: true) is { } found => new RequestException(field, $"contains {found}; leave it out"),
        _ => null,
    };

    /// <summary>Names the first character that is half of one, controls a terminal, or turns the direction of what follows.</summary>
    public static string? FirstForbidden(string text, bool allowLines)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                return $"half of a surrogate pair (U+{(int)text[i]:X4}) at position {i}";
            }

            if (Rune.IsControl(rune) && !(allowLines && rune.Value is '\n' or '\r' or '\t'))
            {
                return $"the control character U+{rune.Value:X4} at position {i}";
            }

            // Embeddings, overrides and isolates. The plain marks (U+200E, U+200F, U+061C) belong to Hebrew and Arabic text and stay.
            if (rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))
            {
                return $"the direction control U+{rune.Value:X4} at position {i}";
            }

            i += rune.Utf16SequenceLength;
        }

        return null;
    }
}
