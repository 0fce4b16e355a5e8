using System.Text.Json;

namespace Atelier.Host.Scripting.Compile.Packages;

/// <summary>Reads what <c>dotnet restore</c> leaves: which files of which packages are compiled against, and which run.</summary>
internal static class RestoredAssets
{
    private const string Nothing = "_._";

    /// <param name="file">A <c>project.assets.json</c>.</param>
    public static ScriptLibraries Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = document.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var target =
            root.GetProperty("targets").EnumerateObject()
                .First(target => target.Name.EndsWith("/" + PackageProject.Platform, StringComparison.Ordinal)).Value;
        List<string> compile = [];
        Dictionary<string, string> managed = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> native = new(StringComparer.OrdinalIgnoreCase);
        foreach (var package in target.EnumerateObject())
        {
            var folder = root.GetProperty("libraries").GetProperty(package.Name).GetProperty("path").GetString()!;
            compile.AddRange(Files("compile"));
            foreach (var path in Files("runtime"))
            {
                managed.TryAdd(Path.GetFileNameWithoutExtension(path), path);
            }

            foreach (var path in Files("native"))
            {
                native.TryAdd(Path.GetFileNameWithoutExtension(path), path);
            }

            IEnumerable<string> Files(string kind) => package.Value.TryGetProperty(kind, out var files)
                ? files.EnumerateObject().Where(asset => Path.GetFileName(asset.Name) != Nothing).Select(asset => Find(folder, asset.Name))
                : [];
        }

        return new ScriptLibraries(compile, managed, native);

        string Find(string folder, string asset) =>
            folders.Select(packages => Path.GetFullPath(Path.Combine(packages, folder, asset))).FirstOrDefault(File.Exists)
                ?? throw new FileNotFoundException($"{asset} of the package {folder} is missing");
    }
}
