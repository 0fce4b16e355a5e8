using System.Globalization;
using System.Text.Json.Nodes;

namespace Atelier.Host.Configuration;

/// <summary>Makes the settings of one part of the options, one method a kind of value.</summary>
/// <typeparam name="T">The part.</typeparam>
/// <param name="Prefix">What its keys begin with, with the dot.</param>
/// <param name="Get">Takes the part out.</param>
/// <param name="With">Puts it back.</param>
internal sealed record SettingsOf<T>(string Prefix, Func<AtelierOptions, T> Get, Func<AtelierOptions, T, AtelierOptions> With)
{
    public Setting Text(string key, string description, string expected, Func<T, string> get, Func<T, string, T> with) =>
        Make(key, description, () => new JsonObject { ["type"] = "string", ["minLength"] = 1 }, get,
            (part, text, _) => text.Length > 0 ? with(part, text) : throw new FormatException(expected));

    public Setting Folder(string key, string description, Func<T, string> get, Func<T, string, T> with) =>
        Make(key, description, () => new JsonObject { ["type"] = "string", ["minLength"] = 1 }, get,
            (part, text, home) =>
                text.Length > 0 && !text.Contains('\0') ? with(part, Path.GetFullPath(text, home)) : throw new FormatException("a folder"));

    public Setting Choice(string key, string description, IReadOnlyList<string> choices, Func<T, string> get, Func<T, string, T> with) =>
        Make(key, description, () => new JsonObject { ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]) },
            get,
            (part, text, _) => choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } choice
                ? with(part, choice)
                : throw new FormatException($"{string.Join(", ", choices.SkipLast(1))} or {choices[^1]}"));

    public Setting Switch(string key, string description, Func<T, bool> get, Func<T, bool, T> with) =>
        Make(key, description, () => new JsonObject { ["type"] = "boolean" }, part => get(part) ? "true" : "false",
            (part, text, _) => bool.TryParse(text, out var value) ? with(part, value) : throw new FormatException("true or false"));

    public Setting Number(string key, string description, long minimum, long maximum, Func<T, long?> get, Func<T, long, T> with) =>
        Make(key, description, () => new JsonObject { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum },
            part => get(part)?.ToString(CultureInfo.InvariantCulture) ?? Setting.None,
            (part, text, _) => Whole(text, minimum, maximum) is { } value
                ? with(part, value)
                : throw new FormatException($"a whole number from {minimum} to {maximum}"));

    /// <summary>A number that may be missing: <c>none</c>, or <c>null</c> in JSON.</summary>
    public Setting NumberOrNone(string key, string description, long minimum, long maximum, Func<T, long?> get, Func<T, long?, T> with) =>
        Make(key, description, () => OrNone(new JsonObject { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum }),
            part => get(part)?.ToString(CultureInfo.InvariantCulture) ?? Setting.None,
            (part, text, _) => text == Setting.None ? with(part, null)
                : Whole(text, minimum, maximum) is { } value ? with(part, value)
                : throw new FormatException($"a whole number from {minimum} to {maximum}, or {Setting.None}"));

    public Setting Duration(string key, string description, TimeSpan minimum, TimeSpan maximum, Func<T, TimeSpan> get, Func<T, TimeSpan, T> with) =>
        Make(key, description, DurationText.Schema, part => DurationText.Of(get(part)),
            (part, text, _) => DurationText.Parse(text) is { } value && value >= minimum && value <= maximum
                ? with(part, value)
                : throw new FormatException(
                    $"a time from {DurationText.Of(minimum)} to {DurationText.Of(maximum)}, as 30s, 10m, 2h or 7d"));

    public Setting DurationOrNone(string key, string description, TimeSpan minimum, TimeSpan maximum, Func<T, TimeSpan?> get, Func<T, TimeSpan?, T> with) =>
        Make(key, description, () => OrNone(DurationText.Schema()), part => get(part) is { } value ? DurationText.Of(value) : Setting.None,
            (part, text, _) => text == Setting.None ? with(part, null)
                : DurationText.Parse(text) is { } value && value >= minimum && value <= maximum ? with(part, value)
                : throw new FormatException(
                    $"a time from {DurationText.Of(minimum)} to {DurationText.Of(maximum)}, as 12h or 30d, or {Setting.None}"));

    public Setting Size(string key, string description, long minimum, Func<T, long> get, Func<T, long, T> with) =>
        Make(key, description, SizeText.Schema, part => SizeText.Of(get(part)),
            (part, text, _) => SizeText.Parse(text) is { } value && value >= minimum
                ? with(part, value)
                : throw new FormatException($"a size of at least {SizeText.Of(minimum)}, as 500MB, 8GB or 4GiB"));

    public Setting SizeOrNone(string key, string description, long minimum, Func<T, long?> get, Func<T, long?, T> with) =>
        Make(key, description, () => OrNone(SizeText.Schema()), part => get(part) is { } value ? SizeText.Of(value) : Setting.None,
            (part, text, _) => text == Setting.None ? with(part, null)
                : SizeText.Parse(text) is { } value && value >= minimum ? with(part, value)
                : throw new FormatException($"a size of at least {SizeText.Of(minimum)}, as 500MB, 8GB or 4GiB, or {Setting.None}"));

    /// <summary>Several texts: an array in JSON, separated by semicolons elsewhere.</summary>
    /// <param name="fits">Whether a text can be one of them.</param>
    /// <param name="expected">What they must be.</param>
    public Setting Several(
        string key, string description, Func<string, bool> fits, string expected, Func<T, IReadOnlyList<string>> get, Func<T, IReadOnlyList<string>, T> with) =>
        Make(key, description,
            () => new JsonObject { ["type"] = new JsonArray("array", "string"), ["items"] = new JsonObject { ["type"] = "string" } },
            part => string.Join(';', get(part)),
            (part, text, _) =>
            {
                var items = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                return items.All(fits) ? with(part, items) : throw new FormatException(expected);
            });

    private static long? Whole(string text, long minimum, long maximum) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum
            && value <= maximum ? value : null;

    private static JsonObject OrNone(JsonObject schema) =>
        new() { ["oneOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }, new JsonObject { ["const"] = Setting.None }) };

    private Setting Make(string key, string description, Func<JsonObject> schema, Func<T, string> get, Func<T, string, string, T> apply) => new(
        Prefix + key,
        description,
        schema,
        (options, text, home) => With(options, apply(Get(options), text, home)),
        options => get(Get(options)));
}
