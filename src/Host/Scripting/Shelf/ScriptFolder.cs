using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Scripting.Shelf;

/// <summary>A server's scripts, as files: <c>NAME.csx</c>. What they load may lie in folders below.</summary>
internal sealed partial class ScriptFolder(AtelierOptions options)
{
    public const string Ending = ".csx";
    public const int LongestText = 200_000;

    /// <summary>A full path. It need not exist.</summary>
    public string Path { get; } = options.Folders.Scripts ?? System.IO.Path.Combine(options.Server.Data, "scripts");

    /// <summary>Where the file of a script lies, or would.</summary>
    /// <exception cref="RequestException">It cannot be a name.</exception>
    public string PathOf(string name, string field = "name") => Name().IsMatch(name)
        ? System.IO.Path.Combine(Path, name + Ending)
        : throw new RequestException(
            field, $"{OneLine.Quoted(name)} is no script's name; it must be 1 to 64 letters, digits, '-', '_' or '.', and begin with a letter or a digit");

    /// <summary>All names, sorted.</summary>
    public IReadOnlyList<string> Names() => !Directory.Exists(Path) ? [] :
    [
        .. Directory.EnumerateFiles(Path, "*" + Ending).Select(file => System.IO.Path.GetFileNameWithoutExtension(file)!)
            .Where(name => Name().IsMatch(name)).Order(StringComparer.Ordinal),
    ];

    /// <summary>A script's text, and when it was written; null where there is none of this name.</summary>
    public (string Text, DateTimeOffset At)? Read(string name)
    {
        var path = PathOf(name);
        try
        {
            return (File.ReadAllText(path), File.GetLastWriteTimeUtc(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a script, whole or not at all.</summary>
    public void Write(string name, string text) => WholeFile.Write(PathOf(name), Encoding.UTF8.GetBytes(text));

    /// <returns>False where there is none of this name.</returns>
    public bool Remove(string name)
    {
        var path = PathOf(name);
        var wasThere = File.Exists(path);
        File.Delete(path);
        return wasThere;
    }

    /// <summary>Changes with every change of the scripts, and of files below that they may load.</summary>
    public string Stamp() => !Directory.Exists(Path) ? "" : string.Join(
        '\n', new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories)
        .Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal));

    /// <summary>SHA-256 of a text, in lower-case hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\z")]
    private static partial Regex Name();
}
