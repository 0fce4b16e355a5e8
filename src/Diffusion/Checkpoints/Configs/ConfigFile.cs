using System.Text.Json;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// A config.json, read field by field: a field that is absent or null has its default, one that is wrong is an error with its name.
/// </summary>
/// <param name="root">The JSON object.</param>
/// <param name="label">The file's name for messages.</param>
internal sealed class ConfigFile(JsonElement root, string label)
{
    // No layer of any model is wider, longer or deeper: what lies above would only overflow later.
    private const int MaxSize = 1 << 20;

    public static ConfigFile Read(string path, string label) => new(BoundedJson.Read(path, label, BoundedJson.ConfigBytes), label);

    /// <summary>A whole number from 1 up; <paramref name="least"/> may allow 0.</summary>
    public int Int(string name, int fallback, int least = 1) => OptionalInt(name, least) ?? fallback;

    /// <inheritdoc cref="Int"/>
    public int? OptionalInt(string name, int least = 1) => Value(name) is { } value ? Whole(name, value, least) : null;

    /// <summary>A finite number.</summary>
    public double Number(string name, double fallback) =>
        Value(name) is not { } value ? fallback
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number
        : throw Wrong(name, "a number");

    public bool Flag(string name, bool fallback) =>
        Value(name) is not { } value ? fallback
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(name, "true or false");

    /// <summary>One of the texts allowed.</summary>
    public string Text(string name, string fallback, params ReadOnlySpan<string> allowed)
    {
        if (Value(name) is not { } value)
        {
            return fallback;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return allowed.Contains(text) ? text : throw Wrong(name, string.Join(" or ", allowed.ToArray()));
    }

    /// <summary>A list of whole numbers, or one number for all; null where absent.</summary>
    public IReadOnlyList<int>? Ints(string name, int count)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        IReadOnlyList<int> list = value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => Whole(name, item, 0))]
            : [.. Enumerable.Repeat(Whole(name, value, 0), count)];
        return list.Count == count ? list : throw Wrong(name, $"{count} whole numbers, one for each level");
    }

    /// <summary>A list of whole numbers, however long; null where absent.</summary>
    public IReadOnlyList<int>? List(string name) => Value(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            ? [.. value.EnumerateArray().Select(item => Whole(name, item, 1))]
        : throw Wrong(name, "a list of whole numbers");

    /// <summary>Checks that the file does not ask for what the graphs cannot build: absent, null or the one value they know.</summary>
    /// <param name="known">The values as JSON text.</param>
    public void Require(IEnumerable<(string Name, string Known)> known)
    {
        foreach (var (name, expected) in known)
        {
            if (Value(name) is { } value && value.GetRawText() != expected)
            {
                throw Wrong(name, expected);
            }
        }
    }

    /// <summary>Checks that the file says what the weights' shapes say.</summary>
    public void Agree<T>(string name, T? said, T actual)
    {
        if (said is not null && !EqualityComparer<T>.Default.Equals(said, actual))
        {
            throw CheckpointException.For(label, $"{name} is {said}, but the weights have {actual}; the two do not belong together");
        }
    }

    private JsonElement? Value(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private int Whole(string name, JsonElement value, int least) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= MaxSize
            ? number
            : throw Wrong(name, $"a whole number from {least} to {MaxSize}");

    private CheckpointException Wrong(string name, string right)
    {
        var text = root.GetProperty(name).GetRawText();
        return CheckpointException.For(label, $"{name} is {(text.Length <= 80 ? text : text[..80] + "…")}; it must be {right}");
    }
}
