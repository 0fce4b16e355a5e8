using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>
/// The grammar of prompt editing, read in one pass with a stack of open brackets. A bracket that does not close, or holds what no bracket
/// may hold, is text, and so is every bracket around it; a bar outside an alternation makes the whole prompt text, both as in
/// AUTOMATIC1111. So do brackets more than 200 deep. Where the original's parser chooses by chance, when a stray bracket or colon follows a
/// change, the change holds.
/// </summary>
internal sealed partial class ScheduleParser
{
    private const int DeepestBracket = 200;

    private readonly List<Bracket> _open = [new Bracket('\0')];

    private Bracket Innermost => _open[^1];

    /// <summary>Reads a prompt.</summary>
    /// <returns>Its parts; null where the grammar does not cover it, so that it is text as a whole.</returns>
    public static IReadOnlyList<ScheduleNode>? Parse(string text) => new ScheduleParser().Read(text);

    private IReadOnlyList<ScheduleNode>? Read(string text)
    {
        foreach (var match in Tokens().EnumerateMatches(text))
        {
            var token = text.AsSpan(match.Index, match.Length);
            var understood = token[0] switch
            {
                '(' or '[' => Open(token[0]),
                ')' or ']' => Close(token[0]),
                ':' => Innermost.Separate(':'),
                '|' => Innermost.Separate('|'),
                '\\' when token.Length == 1 => false,
                _ => Innermost.Add(new PlainText(token.ToString())),
            };
            if (!understood)
            {
                return null;
            }
        }

        return GiveUpOpen() ? Innermost.Parts : null;
    }

    // A backslash takes the character after it along; at the end or before a line break there is none to take.
    [GeneratedRegex(@"[()\[\]:|]|(?:[^\\()\[\]:|]|\\.)+|\\")]
    private static partial Regex Tokens();

    // Python's spelling of numbers, as Lark's SIGNED_NUMBER has it.
    [GeneratedRegex(@"^\s*(?<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*$")]
    private static partial Regex Number();

    private bool Open(char kind)
    {
        _open.Add(new Bracket(kind));
        return _open.Count <= DeepestBracket;
    }

    private bool Close(char kind)
    {
        if ((Innermost.Kind, kind) is not (('(', ')') or ('[', ']')))
        {
            return GiveUpOpen() && Innermost.Add(new PlainText(kind.ToString()));
        }

        var bracket = Innermost;
        _open.RemoveAt(_open.Count - 1);
        if (Understand(bracket) is { } node)
        {
            return Innermost.Add(node);
        }

        _open.Add(bracket);
        return GiveUpOpen() && Innermost.Add(new PlainText(kind.ToString()));
    }

    // Turns all open brackets into text. Fails where one holds a bar: only an alternation may.
    private bool GiveUpOpen()
    {
        foreach (var bracket in _open[1..])
        {
            if (bracket.Separators.Contains('|'))
            {
                return false;
            }

            _open[0].Add(new PlainText(bracket.Kind.ToString()));
            _open[0].Add(bracket.AsText());
        }

        _open.RemoveRange(1, _open.Count - 1);
        return true;
    }

    private static ScheduleNode? Understand(Bracket bracket) => (bracket.Kind, bracket.Separators) switch
    {
        ('(', "" or ":") => new Sequence([new PlainText("("), bracket.AsText(), new PlainText(")")]),
        ('[', "") => new Sequence([new PlainText("["), bracket.AsText(), new PlainText("]")]),
        ('[', ":") => UnderstandChange(new PlainText(""), bracket.Part(0), bracket.Part(1)),
        ('[', "::") => UnderstandChange(bracket.Part(0), bracket.Part(1), bracket.Part(2)),
        ('[', var bars) when bars.All(bar => bar == '|') => new Alternation([.. Enumerable.Range(0, bars.Length + 1).Select(bracket.Part)]),
        _ => null,
    };

    private static Change? UnderstandChange(ScheduleNode before, ScheduleNode after, ScheduleNode when)
    {
        if (when is not Sequence { Parts: [PlainText { Text: var text }] } || Number().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var number = match.Groups["number"].ValueSpan;
        return new Change(before, after, double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture), number.Contains('.'));
    }

    // An open bracket, or the prompt itself at the bottom of the stack.
    private sealed class Bracket(char kind)
    {
        private readonly List<List<ScheduleNode>> _parts = [[]];
        private readonly StringBuilder _separators = new();

        public char Kind => kind;

        public string Separators => _separators.ToString();

        public IReadOnlyList<ScheduleNode> Parts => _parts[0];

        public Sequence Part(int index) => new(_parts[index]);

        public bool Add(ScheduleNode node)
        {
            _parts[^1].Add(node);
            return true;
        }

        // A colon of the prompt itself is text, and a bar there is no grammar.
        public bool Separate(char separator)
        {
            if (kind == '\0')
            {
                return separator == ':' && Add(new PlainText(":"));
            }

            _separators.Append(separator);
            _parts.Add([]);
            return true;
        }

        public Sequence AsText()
        {
            var nodes = new List<ScheduleNode>(_parts[0]);
            for (var i = 1; i < _parts.Count; i++)
            {
                nodes.Add(new PlainText(_separators[i - 1].ToString()));
                nodes.AddRange(_parts[i]);
            }

            return new Sequence(nodes);
        }
    }
}
