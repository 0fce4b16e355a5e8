using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Atelier.Host.Texts;
using Atelier.Scripting;

namespace Atelier.Host.Scripting.Child;

/// <summary>An exception as who wrote the script wants to read it: what happened, and where in the script.</summary>
/// <param name="Message">One line.</param>
/// <param name="Place">The innermost place of the script, as <c>hero.csx:12</c>; null where there is none.</param>
/// <param name="Text">All of it, several lines.</param>
internal sealed partial record ScriptTrace(string Message, string? Place, string Text)
{
    /// <param name="script">The script's own assembly.</param>
    /// <param name="folder">The script's folder, which its files are named from.</param>
    public static ScriptTrace Of(Exception exception, Assembly script, string folder)
    {
        var text = new List<string>();
        string? place = null;
        for (var current = exception; current is not null; current = current.InnerException)
        {
            text.Add((text.Count == 0 ? "" : "caused by ") + Describe(current));
            foreach (var frame in new StackTrace(current, fNeedFileInfo: true).GetFrames())
            {
                if (frame.GetMethod() is { } method && method.Module.Assembly == script && frame.GetFileName() is { } file)
                {
                    var line = $"{Path.GetRelativePath(folder, file)}:{frame.GetFileLineNumber()}";
                    place = current == exception ? place ?? line : place;
                    text.Add($"   at {(NameOf(method) is { } name ? $"{name} in " : "")}{line}");
                }
            }
        }

        return new ScriptTrace(
            OneLine.Of(place is null ? Describe(exception) : $"{place}: {Describe(exception)}", 1000), place, string.Join('\n', text));
    }

    // What Atelier itself says is written for people.
    private static string Describe(Exception exception) =>
        exception is ScriptException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";

    // The function as it was written; null for the script's own statements. The compiler keeps the name of an async one in its type's.
    private static string? NameOf(MethodBase method)
    {
        foreach (var name in (string[])[method.Name, method.DeclaringType?.Name ?? ""])
        {
            if (Local().Match(name) is { Success: true } local)
            {
                return local.Groups[1].Value;
            }

            if (Written().Match(name) is { Success: true } written)
            {
                return written.Groups[1].Value == "<Initialize>" ? null : written.Groups[1].Value;
            }
        }

        return method.Name;
    }

    [GeneratedRegex(@"g__(\w+)\|")]
    private static partial Regex Local();

    [GeneratedRegex(@"^<(<Initialize>|\w+)>")]
    private static partial Regex Written();
}
