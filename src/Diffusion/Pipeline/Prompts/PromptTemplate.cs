using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>Reads wildcards and choices, in one pass with a stack of open braces.</summary>
internal sealed partial class PromptTemplate
{
    private const int DeepestBrace = 100;
    private const string DefaultSeparator = ", ";

    private readonly List<Brace> _open = [new Brace()];

    public static IReadOnlyList<TemplatePart> Parse(string text) => new PromptTemplate().Read(text);

    private IReadOnlyList<TemplatePart> Read(string text)
    {
        foreach (var match in Tokens().EnumerateMatches(text))
        {
            var token = text.Substring(match.Index, match.Length);
            switch (token)
            {
                case "{" when _open.Count <= DeepestBrace:
                    _open.Add(new Brace());
                    break;
                case "|" when _open.Count > 1:
                    _open[^1].NextOption();
                    break;
                case "}" when _open.Count > 1:
                    var parts = Close(_open[^1]);
                    _open.RemoveAt(_open.Count - 1);
                    parts.ForEach(_open[^1].Add);
                    break;
                case ['_', '_', .., '_', '_']:
                    _open[^1].Add(new TemplateWildcard(token[2..^2]));
                    break;
                case ['\\', '{' or '}' or '_', ..]:
                    _open[^1].Add(new TemplateText(token[1..]));
                    break;
                case "\\|" when _open.Count > 1:
                    _open[^1].Add(new TemplateText("|"));
                    break;
                default:
                    _open[^1].Add(new TemplateText(token));
                    break;
            }
        }

        for (var i = 1; i < _open.Count; i++)
        {
            _open[0].Add(new TemplateText("{"));
            _open[i].AsText().ForEach(_open[0].Add);
        }

        return _open[0].Options[0];
    }

    [GeneratedRegex(@"[{}|]|\\(?:[{}|]|__)|__(?!_)[\w/.-]+?__|[^{}|\\_]+|[\\_]")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"^\s*(?<least>[0-9]{1,4})(?:-(?<most>[0-9]{1,4}))?\$\$(?:(?<separator>[^$]*)\$\$)?")]
    private static partial Regex Count();

    [GeneratedRegex(@"^\s*(?<weight>[0-9]{1,6}(?:\.[0-9]{1,6})?)::")]
    private static partial Regex Weight();

    // A brace that offers no choice is text: other programs give braces other meanings.
    private static List<TemplatePart> Close(Brace brace)
    {
        var counted = Count().Match(brace.LeadingText());
        if (brace.Options.Count == 1 && !counted.Success)
        {
            return [new TemplateText("{"), .. brace.AsText(), new TemplateText("}")];
        }

        var least = 1;
        var most = 1;
        if (counted.Success)
        {
            brace.TrimStart(0, counted.Length);
            least = Number(counted.Groups["least"]);
            most = counted.Groups["most"].Success ? Math.Max(least, Number(counted.Groups["most"])) : least;
        }

        var separator = counted.Groups["separator"] is { Success: true } given ? given.Value : DefaultSeparator;
        var options = Enumerable.Range(0, brace.Options.Count).Select(index => ReadOption(brace, index)).ToArray();
        return [new TemplateChoice(options, least, most, separator)];
    }

    private static TemplateOption ReadOption(Brace brace, int index)
    {
        var weighted = Weight().Match(brace.LeadingText(index));
        brace.TrimStart(index, weighted.Length);
        var weight = weighted.Success ? double.Parse(weighted.Groups["weight"].ValueSpan, CultureInfo.InvariantCulture) : 1;
        return new TemplateOption(brace.Options[index], weight);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    // An open brace, or the prompt itself at the bottom of the stack.
    private sealed class Brace
    {
        public List<List<TemplatePart>> Options { get; } = [[]];

        public void Add(TemplatePart part) => Options[^1].Add(part);

        public void NextOption() => Options.Add([]);

        public string LeadingText(int option = 0) => Options[option] is [TemplateText text, ..] ? text.Text : "";

        public void TrimStart(int option, int length)
        {
            if (length > 0)
            {
                Options[option][0] = new TemplateText(LeadingText(option)[length..]);
            }
        }

        public List<TemplatePart> AsText() =>
            [.. Options[0], .. Options.Skip(1).SelectMany(option => option.Prepend(new TemplateText("|")))];
    }
}
