using System.Text.Json;

namespace Atelier.ControlNet.Annotators;

/// <summary>An object of an annotator's JSON, read strictly: what nobody asked for is an error.</summary>
/// <param name="element">The object; undefined where it is left out.</param>
/// <param name="path">Its name with a dot, or nothing.</param>
internal sealed class CardObject(JsonElement element, string path = "")
{
    private const int LongestText = 200;

    private readonly HashSet<string> _asked = [];

    public bool Has(string name) => Given(name) is not null;

    public CardObject Child(string name) => Given(name) switch
    {
        null => new CardObject(default, $"{path}{name}."),
        { ValueKind: JsonValueKind.Object } child => new CardObject(child, $"{path}{name}."),
        _ => throw Wrong(name, "must be an object"),
    };

    public string? Text(string name) => Given(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 and <= LongestText } value
            && !value.Any(char.IsControl) => value,
        _ => throw Wrong(name, $"must be a line of 1 to {LongestText} characters"),
    };

    public bool Flag(string name) => Given(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(name, "must be true or false"),
    };

    public int? Whole(string name, int least, int most) => Given(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) && value >= least && value <= most => value,
        _ => throw Wrong(name, $"must be a whole number from {least} to {most}"),
    };

    /// <summary>One of the words; the first where none is given.</summary>
    public string Choice(string name, params string[] words) => TryChoice(name, words) ?? words[0];

    public string RequiredChoice(string name, params string[] words) =>
        TryChoice(name, words) ?? throw Wrong(name, $"is missing; it must be one of {string.Join(", ", words)}");

    public float[]? Numbers(string name, int count)
    {
        if (Given(name) is not { } given)
        {
            return null;
        }

        return given.ValueKind == JsonValueKind.Array && given.GetArrayLength() == count
            && given.EnumerateArray()
                .All(item => item.ValueKind == JsonValueKind.Number && item.TryGetSingle(out var value) && float.IsFinite(value))
                ? [.. given.EnumerateArray().Select(item => item.GetSingle())]
                : throw Wrong(name, $"must be a list of {count} numbers");
    }

    public IReadOnlyList<string>? Texts(string name) => Given(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. list.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw Wrong(name, "must be a list of texts"),
    };

    /// <exception cref="CardException">A field is there that was not asked for.</exception>
    public void Done()
    {
        if (element.ValueKind == JsonValueKind.Object
            && element.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !_asked.Contains(name)) is { } unknown)
        {
            throw new CardException(
                $"{path}{unknown[..Math.Min(unknown.Length, LongestText)]} is not a field; there are {string.Join(", ", _asked.Order())}");
        }
    }

    public CardException Wrong(string name, string problem) => new($"{path}{name} {problem}");

    private string? TryChoice(string name, string[] words) => Given(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when words.Contains(text.GetString()) => text.GetString(),
        _ => throw Wrong(name, $"must be one of {string.Join(", ", words)}"),
    };

    private JsonElement? Given(string name)
    {
        _asked.Add(name);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
    }
}
