using System.Globalization;
using System.Text.Json;
using Atelier.Host.Api.Errors;

namespace Atelier.Host.Api.Json;

/// <summary>
/// A request's fields, as forgiving as pydantic 1 was: null is as if left out, numbers may be texts, whole numbers may have a fraction or
/// be booleans, booleans may be numbers or words; unknown fields do not matter. What cannot be meant is kept as a problem.
/// </summary>
internal sealed class LenientBody
{
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 32 };
    private readonly Dictionary<string, JsonElement> _fields = [];
    private readonly List<FieldProblem> _problems;
    private readonly string _path;

    private LenientBody(JsonElement element, string path, List<FieldProblem> problems)
    {
        _path = path;
        _problems = problems;
        foreach (var property in element.EnumerateObject())
        {
            _fields[property.Name] = property.Value;
        }
    }

    /// <summary>What is given, as it is.</summary>
    public IReadOnlyDictionary<string, JsonElement> Fields => _fields;

    /// <summary>Reads a request's body; an empty one has no fields.</summary>
    /// <exception cref="ApiException">It is no JSON object.</exception>
    public static async Task<LenientBody> ReadAsync(HttpRequest request)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, request.HttpContext.RequestAborted);
        return Parse(content.Length == 0 ? "{}"u8.ToArray() : content.GetBuffer().AsMemory(0, (int)content.Length));
    }

    /// <exception cref="ApiException">It is no JSON object.</exception>
    public static LenientBody Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new LenientBody(document.RootElement.Clone(), "", [])
                : throw new ApiException(ApiError.Invalid("body", "must be a JSON object"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ApiException(ApiError.Invalid("body", $"is not valid JSON: {exception.Message.ReplaceLineEndings(" ")}"));
        }
    }

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => Given(name) is not null;

    /// <summary>A field's value; null where it is left out or null.</summary>
    public JsonElement? Given(string name) =>
        _fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name) => Given(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => String(text),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
        _ => Wrong(name, "must be a text"),
    };

    public double? Number(string name)
    {
        const string expected = "must be a number";
        var number = Given(name) switch
        {
            null => (double?)null,
            { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
            { ValueKind: JsonValueKind.True } => 1,
            { ValueKind: JsonValueKind.False } => 0,
            { ValueKind: JsonValueKind.String } text when double.TryParse(String(text), CultureInfo.InvariantCulture, out var parsed) =>
                parsed,
            _ => double.NaN,
        };
        if (number is { } given && !double.IsFinite(given))
        {
            Refuse(name, expected);
            return null;
        }

        return number;
    }

    /// <summary>A whole number; a fraction is dropped.</summary>
    public int? Whole(string name)
    {
        if (Number(name) is not { } number)
        {
            return null;
        }

        if (Math.Abs(number) < int.MaxValue)
        {
            return (int)number;
        }

        Refuse(name, $"must be between {-int.MaxValue} and {int.MaxValue}");
        return null;
    }

    /// <summary>A seed: null where it is to be chosen, which AUTOMATIC1111 says with −1.</summary>
    public ulong? Seed(string name)
    {
        var text = Given(name) switch
        {
            null => "-1",
            { ValueKind: JsonValueKind.String } given => String(given).Trim(),
            { ValueKind: JsonValueKind.True } => "1",
            { ValueKind: JsonValueKind.False } => "0",
            { } given => given.GetRawText(),
        };
        if (text is "" or "-1" or "-1.0")
        {
            return null;
        }

        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            return seed;
        }

        // As floats, seeds above 2⁵³ would not be what was sent.
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1L << 53)
        {
            return (ulong)number;
        }

        Refuse(name, $"must be -1 for a random seed, or a whole number from 0 to {ulong.MaxValue}");
        return null;
    }

    public bool? Switch(string name) => Given(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble() != 0,
        { ValueKind: JsonValueKind.String } text => String(text).Trim().ToLowerInvariant() switch
        {
            "true" or "on" or "yes" or "1" or "t" or "y" => true,
            "false" or "off" or "no" or "0" or "f" or "n" or "" => false,
            _ => WrongSwitch(name),
        },
        _ => WrongSwitch(name),
    };

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        switch (Given(name))
        {
            case null:
                return [];
            case { ValueKind: JsonValueKind.String } text:
                return String(text) is { Length: > 0 } one ? [one] : [];
            case { ValueKind: JsonValueKind.Array } list
                when list.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Null):
                var texts = list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(String);
                return [.. texts.Where(item => item.Length > 0)];
            default:
                Refuse(name, "must be a list of texts");
                return [];
        }
    }

    /// <summary>A field that is itself a set of fields; empty where it is left out. Its problems are this body's.</summary>
    public LenientBody Inner(string name)
    {
        if (Given(name) is { ValueKind: JsonValueKind.Object } given)
        {
            return new LenientBody(given, $"{_path}{name}.", _problems);
        }

        if (Has(name))
        {
            Refuse(name, "must be an object");
        }

        using var nothing = JsonDocument.Parse("{}");
        return new LenientBody(nothing.RootElement, $"{_path}{name}.", _problems);
    }

    /// <summary>
    /// A list of sets of fields; one alone is a list of one, and empty where it is left out. Their problems are this body's.
    /// </summary>
    public IReadOnlyList<LenientBody> Each(string name)
    {
        switch (Given(name))
        {
            case null:
                return [];
            case { ValueKind: JsonValueKind.Object }:
                return [Inner(name)];
            case { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object):
                return [.. list.EnumerateArray().Select((item, index) => new LenientBody(item, $"{_path}{name}.{index}.", _problems))];
            default:
                Refuse(name, "must be a list of objects");
                return [];
        }
    }

    /// <summary>Notes what is wrong with a field.</summary>
    public void Refuse(string name, string problem) => _problems.Add(new FieldProblem(_path + name, problem));

    /// <exception cref="ApiException">Something is wrong.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Count > 0)
        {
            throw new ApiException(ApiError.Invalid(_problems));
        }
    }

    private bool? WrongSwitch(string name)
    {
        Refuse(name, "must be true or false");
        return null;
    }

    private string? Wrong(string name, string problem)
    {
        Refuse(name, problem);
        return null;
    }

    private static string String(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ApiException(ApiError.Invalid("body", "contains half of a surrogate pair, which is no character"));
        }
    }
}
