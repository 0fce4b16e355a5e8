using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>
/// AUTOMATIC1111's emphasis: <c>(x)</c> is times 1.1, <c>[x]</c> divided by it, <c>(x:1.3)</c> times 1.3; brackets nest, a backslash makes
/// one a character, one that is never closed reaches to the end, and BREAK stands for itself
/// (<c>modules/prompt_parser.py</c>, <c>parse_prompt_attention</c>).
/// </summary>
internal static partial class PromptAttention
{
    private const double Step = 1.1;

    // Deeper brackets are read but weigh nothing: a bound on time, far above any weight that makes sense (1.1⁶⁴ is 445).
    private const int DeepestWeight = 64;

    /// <summary>Reads a prompt.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>At least one piece; neighbours of one weight are joined.</returns>
    public static IReadOnlyList<PromptPiece> Parse(string text) => Joined([.. Scan(text).Select(placed => placed.Piece)]);

    /// <summary>Reads a prompt, and says where each piece stands in it. Neighbours of one weight are not joined.</summary>
    /// <param name="text">Any text.</param>
    public static IReadOnlyList<PlacedPiece> Scan(string text)
    {
        var pieces = new List<PlacedPiece>();
        var round = new Stack<int>();
        var square = new Stack<int>();
        foreach (var match in Tokens().EnumerateMatches(text))
        {
            var token = text.AsSpan(match.Index, match.Length);
            if (token[0] == '\\')
            {
                pieces.Add(new PlacedPiece(new PromptPiece(token[1..].ToString(), 1), match.Index, match.Length));
            }
            else if (token is "(" or "[")
            {
                var open = token is "(" ? round : square;
                open.Push(open.Count < DeepestWeight ? pieces.Count : int.MaxValue);
            }
            else if (round.Count > 0 && token is [':', .., ')'] && TryReadWeight(token[1..^1], out var weight))
            {
                Multiply(pieces, round.Pop(), weight);
            }
            else if (token is ")" && round.Count > 0)
            {
                Multiply(pieces, round.Pop(), Step);
            }
            else if (token is "]" && square.Count > 0)
            {
                Multiply(pieces, square.Pop(), 1 / Step);
            }
            else
            {
                AddText(pieces, token.ToString(), match.Index);
            }
        }

        CloseAll(pieces, round, Step);
        CloseAll(pieces, square, 1 / Step);
        return pieces;
    }

    [GeneratedRegex(@"\\[()\[\]\\]?|[(\[)\]]|:\s*[+-]?[.0-9]+\s*\)|[^\\()\[\]:]+|:")]
    private static partial Regex Tokens();

    private static bool TryReadWeight(ReadOnlySpan<char> text, out double weight) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out weight) && double.IsFinite(weight);

    private static void AddText(List<PlacedPiece> pieces, string text, int start)
    {
        var parts = Words.SplitAt(text, PromptPiece.Break.Text).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                pieces.Add(new PlacedPiece(PromptPiece.Break, start, PromptPiece.Break.Text.Length));
                start += PromptPiece.Break.Text.Length;
            }

            var part = i > 0 ? parts[i].TrimStart() : parts[i];
            pieces.Add(new PlacedPiece(new PromptPiece(i < parts.Length - 1 ? part.TrimEnd() : part, 1), start, parts[i].Length));
            start += parts[i].Length;
        }
    }

    private static void CloseAll(List<PlacedPiece> pieces, Stack<int> open, double factor)
    {
        foreach (var start in open.Reverse())
        {
            Multiply(pieces, start, factor);
        }
    }

    private static void Multiply(List<PlacedPiece> pieces, int start, double factor)
    {
        for (var i = start; i < pieces.Count; i++)
        {
            var piece = pieces[i].Piece;
            pieces[i] = pieces[i] with { Piece = piece with { Weight = piece.Weight * factor } };
        }
    }

    private static IReadOnlyList<PromptPiece> Joined(List<PromptPiece> pieces)
    {
        var joined = new List<PromptPiece>();
        for (var start = 0; start < pieces.Count;)
        {
            var end = start + 1;
            while (end < pieces.Count && pieces[end].Weight == pieces[start].Weight)
            {
                end++;
            }

            joined.Add(new PromptPiece(string.Concat(pieces[start..end].Select(piece => piece.Text)), pieces[start].Weight));
            start = end;
        }

        return joined.Count > 0 ? joined : [new PromptPiece("", 1)];
    }
}
