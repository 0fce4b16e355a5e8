using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atelier.Host.Api.Errors;
using Atelier.Host.Texts;
using Microsoft.AspNetCore.Http.Features;

namespace Atelier.Host.Api.Json;

/// <summary>Reads JSON objects so that everything wrong with them is told at once, field by field.</summary>
internal static class StrictJson
{
    private const int MostObjects = 100;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = ApiJson.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Reads a request's body.</summary>
    /// <exception cref="ApiException">It is not JSON, no object, or fields of it are wrong.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellation)
    {
        using var document = await ParseAsync(request, cancellation);
        return Read<T>(document.RootElement);
    }

    /// <summary>Reads a request's body, where it has one. Whether it says how long it is, does not matter.</summary>
    /// <exception cref="ApiException">As above.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, T otherwise, CancellationToken cancellation) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? otherwise
            : await ReadAsync<T>(request, cancellation);

    /// <summary>Parses a request's body.</summary>
    /// <exception cref="ApiException">It is not JSON: too deep, with a name twice in one object, with something after its end.</exception>
    public static async Task<JsonDocument> ParseAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(request.Body, Strict, cancellation);
            ReadNames(document.RootElement);
            return document;
        }
        catch (JsonException exception)
        {
            throw Invalid($"the body is not valid JSON: {OneLine.Of(exception.Message)}");
        }
        catch (InvalidOperationException)
        {
            throw Invalid("a name in the body is no whole Unicode text");
        }
    }

    /// <summary>Reads an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="path">The field that it is, for errors; empty where it is the body.</param>
    /// <exception cref="ApiException">It is no object, or fields of it are wrong.</exception>
    public static T Read<T>(JsonElement element, string path = "")
    {
        var problems = new List<FieldProblem>();
        Check(element, ApiJson.Options.GetTypeInfo(typeof(T)), path, problems);
        if (problems.Count > 0)
        {
            throw new ApiException(problems[0].Field.Length > 0
                ? ApiError.Invalid(problems)
                : new ApiError(StatusCodes.Status400BadRequest, "invalid_request", problems[0].Detail));
        }

        return element.Deserialize<T>(ApiJson.Options)!;
    }

    // A name with half of a surrogate pair in it would throw wherever it is first looked at.
    private static void ReadNames(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                _ = property.Name;
                ReadNames(property.Value);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                ReadNames(item);
            }
        }
    }

    private static ApiException Invalid(string detail) => new(new ApiError(StatusCodes.Status400BadRequest, "invalid_json", detail));

    private static void Check(JsonElement element, JsonTypeInfo type, string path, List<FieldProblem> problems)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new FieldProblem(path, path.Length > 0 ? "must be an object" : "the body must be a JSON object"));
            return;
        }

        var known = type.Properties.ToDictionary(property => property.Name);
        var given = new HashSet<string>();
        foreach (var property in element.EnumerateObject())
        {
            given.Add(property.Name);
            var field = Join(path, OneLine.Of(property.Name, 64));
            if (known.TryGetValue(property.Name, out var found))
            {
                CheckValue(property.Value, found, field, problems);
            }
            else
            {
                problems.Add(new FieldProblem(field, $"is unknown{NearestName.Hint(property.Name, known.Keys)}"));
            }
        }

        problems.AddRange(type.Properties.Where(property => property.IsRequired && !given.Contains(property.Name))
            .Select(property => new FieldProblem(Join(path, property.Name), "is missing")));
    }

    private static void CheckValue(JsonElement value, JsonPropertyInfo property, string field, List<FieldProblem> problems)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!property.IsSetNullable || (type.IsValueType && type == property.PropertyType))
            {
                problems.Add(new FieldProblem(field, $"must not be null; it must be {JsonWords.For(type)}"));
            }
        }
        else if (ApiJson.Options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } nested)
        {
            Check(value, nested, field, problems);
        }
        else if (ApiJson.Options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }
            && ApiJson.Options.GetTypeInfo(element) is { Kind: JsonTypeInfoKind.Object } each)
        {
            CheckEach(value, each, field, problems);
        }
        else if (ApiJson.Options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } named }
            && ApiJson.Options.GetTypeInfo(named) is { Kind: JsonTypeInfoKind.Object } entry && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var item in value.EnumerateObject())
            {
                Check(item.Value, entry, Join(field, OneLine.Of(item.Name, 64)), problems);
            }
        }
        else if (!Fits(value, property.PropertyType))
        {
            problems.Add(new FieldProblem(field, $"must be {JsonWords.For(type)}"));
        }
    }

    private static void CheckEach(JsonElement value, JsonTypeInfo each, string field, List<FieldProblem> problems)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            problems.Add(new FieldProblem(field, "must be an array of objects"));
            return;
        }

        if (value.GetArrayLength() > MostObjects)
        {
            problems.Add(new FieldProblem(field, $"has {value.GetArrayLength()} elements; at most {MostObjects} are taken"));
            return;
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            Check(item, each, $"{field}[{index}]", problems);
        }
    }

    private static bool Fits(JsonElement value, Type type)
    {
        try
        {
            _ = value.Deserialize(type, ApiJson.Options);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second: half of a surrogate pair, or bytes that are no UTF-8.
            return false;
        }
    }

    private static string Join(string path, string name) => path.Length > 0 ? $"{path}.{name}" : name;
}
