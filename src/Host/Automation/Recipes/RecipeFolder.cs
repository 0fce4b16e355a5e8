using System.Text;
using System.Text.RegularExpressions;
using Atelier.Host.Automation.Recipes.Reading;
using Atelier.Host.Store;

namespace Atelier.Host.Automation.Recipes;

/// <summary>
/// The folder of recipes: <c>NAME.yaml</c>, <c>NAME.yml</c> or <c>NAME.json</c>, read afresh each time. A name becomes a path only where it
/// is one of ours.
/// </summary>
internal sealed partial class RecipeFolder(string folder)
{
    /// <summary>What a name must be, for messages.</summary>
    public const string NameWords = "must be 1 to 64 lower-case letters, digits and dashes, such as daily-hero";

    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>The recipes by name. Of two with one name the YAML counts.</summary>
    public IReadOnlyList<RecipeFile> List() => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder).Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(IsName).Distinct()
            .Order(StringComparer.Ordinal)
            .Select(Find).OfType<RecipeFile>(),
    ];

    /// <returns>Null where there is none of that name.</returns>
    public RecipeFile? Find(string name)
    {
        foreach (var path in IsName(name) ? Endings.Select(ending => PathOf(name, ending)) : [])
        {
            try
            {
                // One that is far too long is read no further than shows that it is.
                using var reader = new StreamReader(path, Encoding.UTF8);
                var text = new char[RecipeReader.LongestText + 1];
                var length = reader.ReadBlock(text);
                return new RecipeFile(
                    name, new string(text, 0, length), path.EndsWith(".json", StringComparison.Ordinal), File.GetLastWriteTimeUtc(path));
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // Another ending, then.
            }
        }

        return null;
    }

    /// <summary>Keeps a recipe in the place of any of its name.</summary>
    public void Put(string name, string text, bool isJson)
    {
        var path = PathOf(
            name, isJson ? ".json" : Endings.FirstOrDefault(ending => ending != ".json" && File.Exists(PathOf(name, ending))) ?? ".yaml");
        WholeFile.Write(path, Encoding.UTF8.GetBytes(text));
        foreach (var other in Endings.Select(ending => PathOf(name, ending)).Where(other => other != path))
        {
            File.Delete(other);
        }
    }

    /// <returns>False where there was none.</returns>
    public bool Delete(string name)
    {
        var paths = IsName(name) ? Endings.Select(ending => PathOf(name, ending)).Where(File.Exists).ToList() : [];
        paths.ForEach(File.Delete);
        return paths.Count > 0;
    }

    private string PathOf(string name, string ending) => Path.Combine(folder, name + ending);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
