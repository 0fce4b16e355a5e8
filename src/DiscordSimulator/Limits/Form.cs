using System.Text.Json;

namespace Atelier.DiscordSimulator.Limits;

/// <summary>An object of a body, read field by field; what is wrong goes to <paramref name="problems"/>. Null counts as absent.</summary>
internal sealed class Form(JsonElement value, string path, Problems problems)
{
    public JsonElement Value => value;

    public string Path => path;

    public bool Has(string name) => Field(name) is not null;

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}/{name}";

    public void Add(string name, string code, string message) => problems.Add(PathOf(name), code, message);

    /// <summary>A text, whose length is counted in characters and not in what they are encoded by.</summary>
    public string? Text(string name, int least, int most, bool required = false)
    {
        if (Field(name, required) is not { } field)
        {
            return null;
        }

        if (field.ValueKind != JsonValueKind.String)
        {
            Add(name, "STRING_TYPE_CONVERT", "Could not interpret value as string.");
            return null;
        }

        var text = field.GetString()!;
        var length = LengthOf(text);
        if (length > most)
        {
            Add(name, "BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length.");
        }
        else if (length < least)
        {
            Add(name, "BASE_TYPE_MIN_LENGTH", $"Must be {least} or more in length.");
        }

        return text;
    }

    public long? Whole(string name, long least, long most, bool required = false)
    {
        if (Field(name, required) is not { } field)
        {
            return null;
        }

        if (field.ValueKind != JsonValueKind.Number || !field.TryGetInt64(out var number))
        {
            Add(name, "NUMBER_TYPE_COERCE", "Value is not an integer.");
            return null;
        }

        if (number < least || number > most)
        {
            Add(name, "NUMBER_TYPE_RANGE", $"int value should be between {least} and {most}.");
        }

        return number;
    }

    public bool Truth(string name)
    {
        if (Field(name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Add(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        }

        return Field(name) is { ValueKind: JsonValueKind.True };
    }

    public Form? Object(string name, bool required = false)
    {
        if (Field(name, required) is not { } field)
        {
            return null;
        }

        if (field.ValueKind == JsonValueKind.Object)
        {
            return new Form(field, PathOf(name), problems);
        }

        Add(name, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType.");
        return null;
    }

    public IReadOnlyList<Form> List(string name, int least, int most, bool required = false)
    {
        if (Field(name, required) is not { } field)
        {
            return [];
        }

        if (field.ValueKind != JsonValueKind.Array || field.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            Add(name, "LIST_TYPE_CONVERT", "Only iterables of objects may be used in a ListType.");
            return [];
        }

        if (field.GetArrayLength() < least || field.GetArrayLength() > most)
        {
            Add(name, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");
        }

        return [.. field.EnumerateArray().Select((item, index) => new Form(item, $"{PathOf(name)}/{index}", problems))];
    }

    public static int LengthOf(string text) => text.EnumerateRunes().Count();

    private JsonElement? Field(string name, bool required = false)
    {
        if (value.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null)
        {
            return field;
        }

        if (required)
        {
            Add(name, "BASE_TYPE_REQUIRED", "This field is required");
        }

        return null;
    }
}
