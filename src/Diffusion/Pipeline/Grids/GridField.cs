using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>A field of requests, found by its name as JSON spells it, and set from text.</summary>
internal sealed class GridField
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };
    private static readonly string[] Fixed = ["grid", "count", "batchSize"];

    private readonly string[] _path;
    private readonly Type _type;

    private GridField(string[] path, Type type) => (_path, _type) = (path, type);

    /// <summary>Whether it takes numbers, so that ranges of them mean something.</summary>
    public bool IsNumber => IsWhole || _type == typeof(double);

    /// <summary>Whether it takes whole numbers alone.</summary>
    public bool IsWhole => _type == typeof(int) || _type == typeof(ulong);

    /// <summary>Finds a field.</summary>
    /// <param name="name">With dots where records lie within one another: <c>guidanceSettings.scale</c>.</param>
    /// <param name="field">The request's field, for errors.</param>
    /// <exception cref="RequestException">Requests have no such field, or it cannot be varied.</exception>
    public static GridField Find(string name, string field)
    {
        var path = name.Split('.');
        if (Fixed.Contains(path[0]))
        {
            throw new RequestException(
                field, $"{path[0]} cannot be varied within a grid; each of its pictures is made the same number of times");
        }

        var type = typeof(GenerationRequest);
        foreach (var part in path)
        {
            type = Next(type, part) ?? throw new RequestException(field, $"'{name}' is no field of a request: {Has(type)}");
        }

        return IsText(type)
            ? new GridField(path, type)
            : throw new RequestException(field, $"'{name}' holds several fields; name one of them: {Has(type)}");
    }

    /// <summary>The request with a value in this field. A record that it lies in is made where there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="text">The value.</param>
    /// <param name="field">The request's field, for errors.</param>
    /// <exception cref="RequestException">The value is not what the field takes.</exception>
    public GenerationRequest Set(GenerationRequest request, string text, string field)
    {
        var value = Value(text)
            ?? throw new RequestException(field, $"'{text}' is not what {string.Join('.', _path)} takes: {Takes}");
        var root = JsonSerializer.SerializeToNode(request, Json)!;
        var at = root;
        foreach (var part in _path[..^1])
        {
            at = Child(at, part);
        }

        if (at is not JsonObject holder)
        {
            throw Missing(field);
        }

        holder[_path[^1]] = value;
        try
        {
            return root.Deserialize<GenerationRequest>(Json)!;
        }
        catch (JsonException)
        {
            throw Missing(field);
        }
    }

    private string Takes => _type == typeof(bool) ? "true or false" : IsWhole ? "a whole number" : "a number";

    private RequestException Missing(string field) =>
        new(field, $"{string.Join('.', _path)} cannot be set alone: the request must have {string.Join('.', _path[..^1])} already");

    private JsonNode? Value(string text) => _type == typeof(string) ? JsonValue.Create(text)
        : _type == typeof(bool) ? (bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null)
        : _type == typeof(int)
            ? (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? JsonValue.Create(whole)
                : null)
        : _type == typeof(ulong)
            ? (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? JsonValue.Create(seed) : null)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null;

    private static JsonNode? Child(JsonNode? node, string part) => node switch
    {
        JsonArray list =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? list[index] : null,
        JsonObject holder => holder[part] ??= new JsonObject(),
        _ => null,
    };

    private static Type? Next(Type type, string part) =>
        typeof(IReadOnlyDictionary<string, double>).IsAssignableFrom(type) ? typeof(double)
        : ItemOf(type) is { } item ? (part.Length > 0 && part.All(char.IsAsciiDigit) ? item : null)
        : Properties(type).FirstOrDefault(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == part) is { } found
            ? Nullable.GetUnderlyingType(found.PropertyType) ?? found.PropertyType
        : null;

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        IsText(type) ? [] : type.GetProperties().Where(property => property.CanWrite);

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static bool IsText(Type type) => type == typeof(string) || type.IsPrimitive;

    private static string Has(Type type) => ItemOf(type) is not null ? "there it has a list, whose items are numbered from 0"
        : IsText(type) ? "it goes no deeper there"
        : $"there it has {string.Join(", ", Properties(type).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Except(Fixed))}";
}
