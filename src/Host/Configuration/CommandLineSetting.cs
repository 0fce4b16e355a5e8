using System.Text.RegularExpressions;

namespace Atelier.Host.Configuration;

/// <summary>A setting on the command line, as ASP.NET spells it: <c>--server:keepAge=30d</c>, or with the value after a space.</summary>
/// <param name="Option">As it was written, without the value.</param>
/// <param name="Key">With dots.</param>
/// <param name="Text">Null where no value follows.</param>
internal sealed partial record CommandLineSetting(string Option, string Key, string? Text)
{
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

            var match = arguments[i].StartsWith("--", StringComparison.Ordinal) && arguments[i].Contains(':') ? Spelling().Match(arguments[i]) : Match.Empty;
            if (!match.Success)
            {
                others.Add(arguments[i]);
                continue;
            }

            var text = match.Groups["text"].Success ? match.Groups["text"].Value : i + 1 < arguments.Count ? arguments[++i] : null;
            settings.Add(new CommandLineSetting(match.Groups["option"].Value, match.Groups["key"].Value.Replace(':', '.'), text));
        }

        return ([.. others], settings);
    }

    [GeneratedRegex("^(?<option>--(?<key>[A-Za-z]+(:[A-Za-z0-9]+)+))(=(?<text>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Spelling();
}
