using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Templates;

/// <summary>
/// Fills JSON with values: in each of its texts <c>{{payload.a.0.b}}</c> becomes what lies at that path. A text that is one such place alone becomes
/// the value itself, a number or an object too. <c>{{payload.a?}}</c> may be missing.
/// </summary>
internal static partial class JsonTemplate
{
    /// <summary>What is wrong with a template; null where nothing is.</summary>
    /// <param name="template">JSON.</param>
    /// <param name="roots">What a path may begin with.</param>
    public static string? Problem(JsonNode? template, IReadOnlyCollection<string> roots) => Texts(template)
        .SelectMany(text => Place().Matches(text), (_, place) => place.Groups["path"].Value)
        .Where(path => !roots.Contains(path.Split('.')[0]) || path.Split('.').Any(name => name.Length == 0))
        .Select(path => $"{OneLine.Quoted("{{" + path + "}}")} is not possible; a path begins with {string.Join(" or ", roots)}, as {{{{{roots.First()}.name}}}}")
        .FirstOrDefault();

    /// <summary>Whether anything in it is filled.</summary>
    public static bool HasPlaces(JsonNode? template) => Texts(template).Any(text => Place().IsMatch(text));

    /// <exception cref="RequestException">A value is missing; its field is the path.</exception>
    public static JsonNode? Fill(JsonNode? template, IReadOnlyDictionary<string, JsonNode?> values) => template switch
    {
        JsonObject item => new JsonObject(item.Select(one => KeyValuePair.Create(one.Key, Fill(one.Value, values)))),
        JsonArray array => new JsonArray([.. array.Select(one => Fill(one, values))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Fill(value.GetValue<string>(), values),
        _ => template?.DeepClone(),
    };

    private static JsonNode? Fill(string text, IReadOnlyDictionary<string, JsonNode?> values) =>
        Place().Match(text) is { Success: true } match && match.Length == text.Length
            ? ValueOf(match, values)?.DeepClone()
            : Place().Replace(text, match => TextOf(ValueOf(match, values)));

    private static string TextOf(JsonNode? value) => value is null ? ""
        : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>()
        : value.ToJsonString();

    private static JsonNode? ValueOf(Match match, IReadOnlyDictionary<string, JsonNode?> values)
    {
        var path = match.Groups["path"].Value;
        var names = path.Split('.');
        var isThere = values.TryGetValue(names[0], out var value);
        foreach (var name in names.Skip(1))
        {
            (isThere, value) = value switch
            {
                JsonObject item => (item.TryGetPropertyValue(name, out var below), below),
                JsonArray array when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < array.Count => (true, array[index]),
                _ => (false, null),
            };
        }

        return isThere || match.Groups["optional"].Success ? value
            : throw new RequestException(path, $"is not in what came; write {{{{{path}?}}}} if it may be missing");
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(one => Texts(one.Value)),
        JsonArray array => array.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    [GeneratedRegex(@"\{\{\s*(?<path>[^{}?\s]+)(?<optional>\?)?\s*\}\}")]
    private static partial Regex Place();
}
