namespace Atelier.Networks;

/// <summary>Turns text into the ids that a network reads. Safe to share between threads.</summary>
public interface ITextTokenizer
{
    /// <summary>The id that comes before a text.</summary>
    int StartId { get; }

    /// <summary>The id that comes after a text.</summary>
    int EndId { get; }

    /// <summary>The ids of a text, without start, end and padding.</summary>
    /// <param name="text">Any text.</param>
    IReadOnlyList<int> Encode(string text);
}
