using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Templates;

/// <summary>
/// Fills JSON with values: in each of its texts <c>{{payload.a.0.b}}</c> becomes what lies at that path. A text that is one such place
/// alone becomes the value itself, a number or an object too. <c>{{payload.a?}}</c> may be missing.
/// </summary>
internal static class JsonTemplate
{
    private const char Optional = '?';

    /// <summary>What is wrong with a template; null where nothing is.</summary>
    /// <param name="template">JSON.</param>
    /// <param name="roots">What a path may begin with.</param>
    public static string? Problem(JsonNode? template, IReadOnlyCollection<string> roots) => Places(template)
        .Where(place => NamesOf(place) is var names && (!roots.Contains(names[0]) || names.Any(name => name.Length == 0)))
        .Select(place =>
            $"{OneLine.Quoted("{{" + place + "}}")} is not possible; a path begins with {string.Join(" or ", roots)}, as {{{{{roots.First()}.name}}}}")
        .FirstOrDefault();

    /// <summary>Whether anything in it is filled.</summary>
    public static bool HasPlaces(JsonNode? template) => Places(template).Any();

    /// <exception cref="RequestException">A value is missing; its field is the path.</exception>
    public static JsonNode? Fill(JsonNode? template, IReadOnlyDictionary<string, JsonElement> values) => JsonTexts.Replace(template, text =>
    {
        var parsed = Template.Parse(text);
        return parsed.Alone is { } place
            ? ValueOf(place, values) is { } value ? JsonNode.Parse(value.GetRawText()) : null
            : parsed.Render(place => TextOf(ValueOf(place, values)));
    });

    private static IEnumerable<string> Places(JsonNode? template) => JsonTexts.Of(template).SelectMany(text => Template.Parse(text).Places);

    private static string[] NamesOf(string place) => place.TrimEnd(Optional).Split('.');

    private static string TextOf(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } other => other.GetRawText(),
    };

    private static JsonElement? ValueOf(string place, IReadOnlyDictionary<string, JsonElement> values)
    {
        var names = NamesOf(place);
        var found = values.TryGetValue(names[0], out var root) ? JsonPath.Find(root, names[1..]) : null;
        return found is not null || place.EndsWith(Optional) ? found
            : throw new RequestException(place, $"is not in what came; write {{{{{place}{Optional}}}}} if it may be missing");
    }
}
