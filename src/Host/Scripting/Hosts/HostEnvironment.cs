using System.Globalization;

namespace Atelier.Host.Scripting.Hosts;

/// <summary>
/// The variables that a script host gets: what every program needs, what the owner lists, and nothing else. Keys and tokens lie in others.
/// </summary>
internal static class HostEnvironment
{
    private const string Runtime = "DOTNET_";

    private static readonly string[] Needed = OperatingSystem.IsWindows()
        ? ["PATH", "PATHEXT", "SYSTEMROOT", "COMSPEC", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMFILES", "PROGRAMDATA", "LANG"]
        : ["PATH", "HOME", "LANG", "USER"];

    /// <param name="all">The server's own.</param>
    /// <param name="listed">What the owner lists.</param>
    /// <param name="temporary">Its folder for what need not last.</param>
    /// <param name="memory">Bytes that it may have; what .NET manages must stay below it, so that want of memory is an exception with a
    /// line in the script.</param>
    public static IReadOnlyDictionary<string, string> Of(
        IEnumerable<KeyValuePair<string, string?>> all, IReadOnlyList<string> listed, string temporary, long memory)
    {
        var kept = all
            .Where(variable => variable.Value is not null && (variable.Key.StartsWith(Runtime, StringComparison.OrdinalIgnoreCase)
                || Needed.Concat(listed).Contains(variable.Key, StringComparer.OrdinalIgnoreCase)))
            .ToDictionary(variable => variable.Key, variable => variable.Value!);
        kept["DOTNET_GCHeapHardLimit"] = (memory / 4 * 3).ToString("x", CultureInfo.InvariantCulture);

        // One collector's thread less; and no sockets for debuggers, which a process that is killed leaves behind.
        kept["DOTNET_gcConcurrent"] = "0";
        kept["DOTNET_EnableDiagnostics"] = "0";
        // The SDK's notes to itself, which it would leave in its user's home.
        foreach (var name in (string[])["TMPDIR", "TEMP", "TMP", "DOTNET_CLI_HOME"])
        {
            kept[name] = temporary;
        }

        return kept;
    }
}
