using System.Globalization;
using System.Text.Json;

namespace Atelier.Support.Discord;

/// <summary>
/// Discord's own description of its API: <c>ATELIER_DISCORD_OPENAPI</c>, or <c>shared/reference/discord-openapi.json</c> beside the
/// repository.
/// </summary>
public sealed class DiscordDescription
{
    private static readonly Lazy<DiscordDescription> Read = new(() => new DiscordDescription(Path!));

    private readonly JsonElement _root;
    private readonly JsonSchema _schemas;
    private readonly List<(string[] Parts, JsonElement Item)> _paths;

    private DiscordDescription(string path)
    {
        _root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        _schemas = new JsonSchema(_root);
        _paths = [.. _root.GetProperty("paths").EnumerateObject().Select(item => (item.Name.Split('/'), item.Value))];
    }

    /// <summary>The file; null where there is none.</summary>
    public static string? Path { get; } = Find();

    public static DiscordDescription Instance => Read.Value;

    /// <summary>What is wrong with a call.</summary>
    /// <param name="method"><c>GET</c>, <c>POST</c>, ….</param>
    /// <param name="path">What follows <c>/api/v10</c>.</param>
    /// <param name="query">With its question mark, or empty.</param>
    /// <param name="contentType">Of the body; empty without one.</param>
    /// <param name="body">JSON, or the <c>payload_json</c> of parts.</param>
    public IReadOnlyList<string> ProblemsOfCall(string method, string path, string query, string contentType, JsonElement? body)
    {
        if (OperationOf(method, path) is not var (operation, parameters))
        {
            return [$"{method} {path}: there is no such operation"];
        }

        var problems = new List<string>();
        CheckQuery(query, parameters, problems);
        if (operation.TryGetProperty("requestBody", out var described))
        {
            CheckBody(described, contentType, body, problems);
        }
        else if (body is not null)
        {
            problems.Add("a body where none belongs");
        }

        return [.. problems.Select(problem => $"{method} {path}: {problem}")];
    }

    /// <summary>What is wrong with an answer.</summary>
    public IReadOnlyList<string> ProblemsOfAnswer(string method, string path, int status, JsonElement? answer)
    {
        if (OperationOf(method, path) is not var (operation, _))
        {
            return [];
        }

        if (ResponseOf(operation, status) is not { } response)
        {
            return status >= 500 ? [] : [$"{method} {path}: {status} is no answer of it"];
        }

        if (!response.TryGetProperty("content", out var content))
        {
            return answer is null ? [] : [$"{method} {path}: {status} has a body"];
        }

        var schema = content.GetProperty("application/json").GetProperty("schema");
        var problems = answer is { } json ? _schemas.ProblemsOf(schema, json) : ["the body is missing"];
        return [.. problems.Select(problem => $"{method} {path}: answer {status}: {problem}")];
    }

    private (JsonElement Operation, IReadOnlyList<JsonElement> Parameters)? OperationOf(string method, string path)
    {
        var parts = path.Split('/');
        var fitting = _paths.Where(candidate => Fits(candidate.Parts, parts)).OrderBy(candidate => candidate.Parts.Count(IsParameter));
        foreach (var (_, item) in fitting)
        {
            if (item.TryGetProperty(method.ToLowerInvariant(), out var operation))
            {
                return (operation, [.. Parameters(item), .. Parameters(operation)]);
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement of) =>
        of.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    private static bool Fits(string[] template, string[] parts) => template.Length == parts.Length
        && template.Zip(parts).All(pair => pair.First == pair.Second || (IsParameter(pair.First) && pair.Second.Length > 0));

    private static bool IsParameter(string part) => part.StartsWith('{');

    private void CheckQuery(string query, IReadOnlyList<JsonElement> parameters, List<string> problems)
    {
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            var parameter =
                parameters.FirstOrDefault(
                    each => each.GetProperty("in").GetString() == "query" && each.GetProperty("name").GetString() == pair[0]);
            if (parameter.ValueKind == JsonValueKind.Undefined)
            {
                problems.Add($"query {pair[0]} is not known");
                continue;
            }

            var value = Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "");
            if (_schemas.ProblemsOf(parameter.GetProperty("schema"), AsJson(value)) is { Count: > 0 } wrong
                && _schemas.ProblemsOf(parameter.GetProperty("schema"), JsonSerializer.SerializeToElement(value)).Count > 0)
            {
                problems.Add($"query {pair[0]}: {wrong[0]}");
            }
        }
    }

    // In a query all is text: what looks like a number or a truth is taken as one.
    private static JsonElement AsJson(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonSerializer.SerializeToElement(number)
        : bool.TryParse(value, out var truth) ? JsonSerializer.SerializeToElement(truth)
        : JsonSerializer.SerializeToElement(value);

    private void CheckBody(JsonElement described, string contentType, JsonElement? body, List<string> problems)
    {
        var content = described.GetProperty("content");
        if (body is not { } json)
        {
            if (described.TryGetProperty("required", out var required) && required.GetBoolean())
            {
                problems.Add("the body is missing");
            }
        }
        else if (content.TryGetProperty(contentType, out var type))
        {
            problems.AddRange(_schemas.ProblemsOf(type.GetProperty("schema"), json));
        }
        else
        {
            problems.Add($"{contentType} is not among {string.Join(", ", content.EnumerateObject().Select(each => each.Name))}");
        }
    }

    private JsonElement? ResponseOf(JsonElement operation, int status)
    {
        var responses = operation.GetProperty("responses");
        foreach (var name in (string[])[status.ToString(CultureInfo.InvariantCulture), $"{status / 100}XX"])
        {
            if (responses.TryGetProperty(name, out var response))
            {
                return response.TryGetProperty("$ref", out var reference) ? _schemas.Resolve(reference.GetString()!) : response;
            }
        }

        return null;
    }

    private static string? Find()
    {
        var path = Environment.GetEnvironmentVariable("ATELIER_DISCORD_OPENAPI");
        path = string.IsNullOrEmpty(path)
            ? System.IO.Path.Combine(Golden.RepositoryRoot, "..", "shared", "reference", "discord-openapi.json")
            : System.IO.Path.Combine(Golden.RepositoryRoot, path);
        return File.Exists(path) ? System.IO.Path.GetFullPath(path) : null;
    }
}
