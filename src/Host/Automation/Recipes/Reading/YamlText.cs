using System.Globalization;
using System.Text.RegularExpressions;
using Atelier.Host.Texts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>
/// Reads YAML's core schema, without what recipes have no use for and attackers do: anchors, aliases, tags, several documents.
/// </summary>
internal sealed partial class YamlText
{
    private const int Deepest = 20;

    private readonly Parser _parser;
    private int _depth;

    private YamlText(string text) => _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));

    /// <exception cref="DocumentException">It is not YAML, or has what recipes must not have.</exception>
    public static DocumentNode Read(string text)
    {
        try
        {
            return new YamlText(text).ReadDocument();
        }
        catch (YamlException exception)
        {
            if (IndentingTab().Match(text) is { Success: true } tab)
            {
                throw new DocumentException(tab.Index, "a tab indents this line; YAML is indented by spaces");
            }

            // It begins where what it was reading began, which may be lines before what is wrong.
            var at = exception.Start.Line == exception.End.Line ? exception.Start : exception.End;
            throw new DocumentException(
                (int)at.Index, $"is not valid YAML: {OneLine.Of(exception.InnerException?.Message ?? exception.Message)}");
        }
    }

    private DocumentNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            throw new DocumentException(0, "is empty");
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode();
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<DocumentStart>(out var second)
            ? throw new DocumentException((int)second.Start.Index, "a second document begins here; a recipe is one")
            : root;
    }

    private DocumentNode ReadNode()
    {
        if (_parser.Accept<AnchorAlias>(out var alias))
        {
            throw new DocumentException((int)alias.Start.Index, $"*{alias.Value} is an alias; recipes have none: write it out");
        }

        if (_parser.Accept<NodeEvent>(out var node) && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
        {
            throw new DocumentException(
                (int)node.Start.Index, "anchors (&) and tags (!) have no meaning in recipes; put text that begins so in quotes");
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return ScalarOf(scalar);
        }

        if (++_depth > Deepest)
        {
            throw new DocumentException((int)_parser.Current!.Start.Index, $"is nested more than {Deepest} deep");
        }

        var read = _parser.Accept<MappingStart>(out _) ? ReadMap() : ReadList();
        _depth--;
        return read;
    }

    private DocumentNode ReadMap()
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<MapEntry>();
        while (!_parser.Accept<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var name))
            {
                throw new DocumentException((int)_parser.Current!.Start.Index, "a name was expected here");
            }

            if (entries.Exists(entry => entry.Name == name.Value))
            {
                throw new DocumentException((int)name.Start.Index, $"{OneLine.Quoted(name.Value)} stands here a second time");
            }

            entries.Add(new MapEntry(name.Value, (int)name.Start.Index, ReadNode()));
        }

        return new MapNode((int)start.Start.Index, (int)_parser.Consume<MappingEnd>().End.Index, entries);
    }

    private DocumentNode ReadList()
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<DocumentNode>();
        while (!_parser.Accept<SequenceEnd>(out _))
        {
            items.Add(ReadNode());
        }

        return new ListNode((int)start.Start.Index, (int)_parser.Consume<SequenceEnd>().End.Index, items);
    }

    private static ScalarNode ScalarOf(Scalar scalar) => new(
        (int)scalar.Start.Index, (int)scalar.End.Index, scalar.Style == ScalarStyle.Plain ? KindOf(scalar.Value) : ScalarKind.Text,
        scalar.Value);

    private static ScalarKind KindOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Nothing,
        "true" or "false" => ScalarKind.Boolean,
        _ => IsNumber(text) ? ScalarKind.Number : ScalarKind.Text,
    };

    // JSON's numbers: what else YAML takes for one (0x1f, 1_000, .inf) is text here, and refused where a number is wanted.
    private static bool IsNumber(string text) =>
        (char.IsAsciiDigit(text[0]) || (text[0] == '-' && text.Length > 1 && char.IsAsciiDigit(text[1])))
        && char.IsAsciiDigit(text[^1]) && !(text.TrimStart('-') is ['0', >= '0' and <= '9', ..])
        && double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture,
            out var number)
        && double.IsFinite(number);

    [GeneratedRegex(@"^ *\t(?=\s*\S)", RegexOptions.Multiline)]
    private static partial Regex IndentingTab();
}
