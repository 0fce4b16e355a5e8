namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>Which stretches of a prompt weigh what, for showing it in colours.</summary>
public static class PromptSpans
{
    /// <summary>Reads a prompt. Brackets that change words over the steps (<c>[a:b:0.5]</c>, <c>[a|b]</c>) weigh nothing.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Stretches in their order, without the brackets; neighbours of one weight are joined.</returns>
    public static IReadOnlyList<PromptSpan> Of(string text)
    {
        var spans = new List<PromptSpan>();
        foreach (var (piece, start, length) in PromptAttention.Scan(WithoutSchedules(text)))
        {
            // BREAK weighs nothing by itself, and minus that inside.
            var weight = piece.Text == PromptPiece.Break.Text ? Math.Abs(piece.Weight) : piece.Weight;
            if (length == 0)
            {
                continue;
            }

            if (spans is [.., var last] && last.Weight == weight && last.End == start)
            {
                spans[^1] = last with { End = start + length };
            }
            else
            {
                spans.Add(new PromptSpan(start, start + length, weight));
            }
        }

        return spans;
    }

    // The same length, with blanks for the brackets of schedules.
    private static string WithoutSchedules(string text)
    {
        var characters = text.ToCharArray();
        var open = new Stack<(int At, bool IsSchedule)>();
        for (var i = 0; i < characters.Length; i++)
        {
            switch (characters[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' or '(':
                    open.Push((i, false));
                    break;
                case ':' or '|' when open.TryPeek(out var inner) && text[inner.At] == '[':
                    open.Push(open.Pop() with { IsSchedule = true });
                    break;
                case ']' or ')' when open.TryPop(out var begun) && begun.IsSchedule && characters[i] == ']':
                    (characters[begun.At], characters[i]) = (' ', ' ');
                    break;
            }
        }

        return new string(characters);
    }
}

/// <summary>A stretch of a prompt.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The one after its last.</param>
/// <param name="Weight">1 is plain.</param>
public readonly record struct PromptSpan(int Start, int End, double Weight);
