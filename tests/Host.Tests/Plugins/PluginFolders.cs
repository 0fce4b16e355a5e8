using Atelier.Host.Plugins;
using Atelier.Support;

namespace Atelier.Host.Tests.Plugins;

/// <summary>A plugins folder of a test's own, filled with copies of the fixtures, gone afterwards.</summary>
internal sealed class PluginFolders : IDisposable
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-plugins-");

    public string Root => Directory.CreateDirectory(Path.Combine(_home.FullName, "plugins")).FullName;

    public PrivateCopies Copies => new(Path.Combine(_home.FullName, "copies"));

    /// <summary>Copies a fixture's output, as a user would.</summary>
    /// <param name="fixture">The name of its project.</param>
    /// <param name="name">The folder's name here; the fixture's where none is given.</param>
    public string Add(string fixture, string? name = null)
    {
        var from = Path.Combine(Golden.RepositoryRoot, "artifacts", "bin", fixture, Configuration);
        var to = Directory.CreateDirectory(Path.Combine(Root, name ?? fixture)).FullName;
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        return to;
    }

    /// <summary>Changes a plugin's manifest.</summary>
    public static void Edit(string folder, string old, string young)
    {
        var manifest = Path.Combine(folder, PluginManifestReader.FileName);
        var text = File.ReadAllText(manifest);
        Assert.Contains(old, text);
        File.WriteAllText(manifest, text.Replace(old, young));
    }

    public PluginHost Start(TimeSpan? patience = null) =>
        PluginHost.Start([Root], new PluginLoader(Copies, patience ?? TimeSpan.FromSeconds(20)));

    public void Dispose() => _home.Delete(recursive: true);
}
