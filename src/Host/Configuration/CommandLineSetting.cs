using System.Text.RegularExpressions;

namespace Atelier.Host.Configuration;

/// <summary>A setting on the command line, as ASP.NET spells it: <c>--server:keepAge=30d</c>, or with the value after a space.</summary>
/// <param name="Option">As it was written, without the value.</param>
/// <param name="Key">With dots.</param>
/// <param name="Text">Null where no value follows.</param>
internal sealed partial record CommandLineSetting(string Option, string Key, string? Text)
{
    /// <summary>Settings that have a short spelling too.</summary>
    public static readonly IReadOnlyDictionary<string, string> Short = new Dictionary<string, string>
    {
        ["--device"] = "runtime.provider",
        ["--memory"] = "runtime.memory",
    };

    private static readonly string[] AspNetSections = ["Logging.", "Kestrel."];

    /// <summary>Whether it is ASP.NET's, of the server's logs or its listener.</summary>
    public bool IsAspNet => AspNetSections.Any(section => Key.StartsWith(section, StringComparison.OrdinalIgnoreCase));

    /// <summary>Tells settings from all else on a command line. After <c>--</c> everything is an argument.</summary>
    public static (string[] Others, IReadOnlyList<CommandLineSetting> Settings) Split(IReadOnlyList<string> arguments)
    {
        List<string> others = [];
        List<CommandLineSetting> settings = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--")
            {
                others.AddRange(arguments.Skip(i));
                break;
            }

            var match = arguments[i].StartsWith("--", StringComparison.Ordinal) ? Spelling().Match(arguments[i]) : Match.Empty;
            if (!match.Success || KeyOf(match) is not { } key)
            {
                others.Add(arguments[i]);
                continue;
            }

            var text = match.Groups["text"].Success ? match.Groups["text"].Value : i + 1 < arguments.Count ? arguments[++i] : null;
            settings.Add(new CommandLineSetting(match.Groups["option"].Value, key, text));
        }

        return ([.. others], settings);
    }

    private static string? KeyOf(Match match) =>
        match.Groups["key"].Value is var key && key.Contains(':')
            ? key.Replace(':', '.')
            : Short.GetValueOrDefault(match.Groups["option"].Value);

    [GeneratedRegex("^(?<option>--(?<key>[A-Za-z]+(:[A-Za-z0-9]+)*))(=(?<text>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Spelling();
}
