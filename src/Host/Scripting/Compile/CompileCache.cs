using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atelier.Host.Store;
using Atelier.Scripting;

namespace Atelier.Host.Scripting.Compile;

/// <summary>
/// What was compiled, on disk, by its content: a script's path and text lead to an entry, which holds as long as everything that it was
/// made from still is what it was. The compiler is not loaded for that.
/// </summary>
internal sealed class CompileCache(string folder, TimeProvider time)
{
    public const int MostEntries = 500;
    public const long MostBytes = 100_000_000;
    private const string Ending = ".script";

    // Changes with this program, and so with its compiler, and with what scripts are compiled against.
    private static readonly string Version =
        $"{typeof(CompileCache).Module.ModuleVersionId:n}{typeof(ScriptGlobals).Module.ModuleVersionId:n}{Environment.Version}";

    /// <summary>The script as it was compiled; null where it was not, or something has changed since.</summary>
    /// <param name="source">With its text.</param>
    public CompiledScript? Find(ScriptSource source)
    {
        var path = PathOf(source);
        try
        {
            if (!File.Exists(path) || JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(path)) is not { } entry
                || !entry.MadeFrom.All(part => HashOf(part.Key) == part.Value) || !LibrariesAreThere(entry.Script.Libraries))
            {
                return null;
            }

            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return entry.Script;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Keeps a script, and lets those go that were not used for longest. Where that fails, it is compiled again next time.
    /// </summary>
    public void Keep(ScriptSource source, SourceGraph graph, CompiledScript script)
    {
        try
        {
            var madeFrom = graph.Files.Where(file => file.Key != source.Path)
                .ToDictionary(file => file.Key, file => HashOf(Encoding.UTF8.GetBytes(file.Value.ToString())));
            foreach (var library in graph.References.Select(directive => SourceGraph.Resolve(directive.Value, directive.File))
                .Where(File.Exists))
            {
                madeFrom[library] = HashOf(library)!;
            }

            WholeFile.Write(PathOf(source), JsonSerializer.SerializeToUtf8Bytes(new Entry(madeFrom, script)));
            Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk, as a rule: others will say so.
        }
    }

    private void Trim()
    {
        var files = new DirectoryInfo(folder).GetFiles("*" + Ending).OrderByDescending(file => file.LastWriteTimeUtc).ToList();
        var bytes = 0L;
        for (var i = 0; i < files.Count; i++)
        {
            bytes += files[i].Length;
            if (i >= MostEntries || (i > 0 && bytes > MostBytes))
            {
                files[i].Delete();
            }
        }
    }

    private string PathOf(ScriptSource source) =>
        Path.Combine(folder, HashOf(Encoding.UTF8.GetBytes($"{Version}\0{source.Path}\0{source.Text}")) + Ending);

    private static bool LibrariesAreThere(ScriptLibraries libraries) =>
        libraries.Compile.Concat(libraries.Managed.Values).Concat(libraries.Native.Values).All(File.Exists);

    // As text, so that a byte order mark makes no difference to what was read without it.
    private static string? HashOf(string path) => !File.Exists(path) ? null
        : path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? HashOf(File.ReadAllBytes(path))
            : HashOf(Encoding.UTF8.GetBytes(File.ReadAllText(path)));

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private sealed record Entry(IReadOnlyDictionary<string, string> MadeFrom, CompiledScript Script);
}
