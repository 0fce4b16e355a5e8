namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>A part of a YAML or JSON text, with where it stands there.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
internal abstract record DocumentNode(int Start, int End);

/// <summary>Text, a number, true, false or nothing.</summary>
internal sealed record ScalarNode(int Start, int End, ScalarKind Kind, string Text) : DocumentNode(Start, End);

internal sealed record ListNode(int Start, int End, IReadOnlyList<DocumentNode> Items) : DocumentNode(Start, End);

/// <param name="Entries">In the text's order; no name twice.</param>
internal sealed record MapNode(int Start, int End, IReadOnlyList<MapEntry> Entries) : DocumentNode(Start, End);

/// <param name="Start">Where its name begins.</param>
internal sealed record MapEntry(string Name, int Start, DocumentNode Value);

internal enum ScalarKind
{
    Text,
    Number,
    Boolean,
    Nothing,
}

/// <summary>A text that is neither YAML nor JSON as recipes are written in.</summary>
/// <param name="at">Where, in UTF-16 units.</param>
internal sealed class DocumentException(int at, string problem) : Exception(problem)
{
    public int At => at;
}
