using Atelier.Support;

namespace Atelier.Server.Tests;

/// <summary>Folders that a test fills for a server.</summary>
internal sealed class Fixtures : IDisposable
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-fixtures-");

    /// <summary>A plugins folder.</summary>
    public string Plugins => Directory.CreateDirectory(Path.Combine(_home.FullName, "plugins")).FullName;

    /// <summary>A models folder.</summary>
    public string Models => Directory.CreateDirectory(Path.Combine(_home.FullName, "models")).FullName;

    /// <summary>The variables that lead a server here.</summary>
    public Dictionary<string, string> Environment => new() { ["ATELIER_FOLDERS__PLUGINS"] = Plugins, ["ATELIER_FOLDERS__MODELS"] = Models };

    /// <summary>Adds the built output of a fixture plugin.</summary>
    public Fixtures WithPlugin(string fixture)
    {
        Copy(Path.Combine(Golden.RepositoryRoot, "artifacts", "bin", fixture, Configuration), Path.Combine(Plugins, fixture));
        return this;
    }

    /// <summary>Adds a copy of the model that ships.</summary>
    public Fixtures WithModel(string name)
    {
        Copy(Path.Combine(Golden.RepositoryRoot, "models", "starter"), Path.Combine(Models, name));
        return this;
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
