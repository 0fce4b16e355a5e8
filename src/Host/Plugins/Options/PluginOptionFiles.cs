using System.Text;
using Atelier.Host.Store;

namespace Atelier.Host.Plugins.Options;

/// <summary>The values of plugins' options: a file a plugin, named by its id.</summary>
/// <param name="folder">Where they lie; made when first needed.</param>
internal sealed class PluginOptionFiles(string folder)
{
    private const int LargestFile = 256 * 1024;

    /// <summary>The options of a server, in its data folder.</summary>
    public static PluginOptionFiles Of(string data) => new(Path.Combine(data, "plugin-options"));

    public string PathOf(string id) => Path.Combine(folder, id + ".json");

    /// <summary>The values of a plugin's options, as JSON; null where none were given.</summary>
    /// <exception cref="PluginException">The file is too large.</exception>
    public string? Read(string id)
    {
        var file = new FileInfo(PathOf(id));
        if (!file.Exists)
        {
            return null;
        }

        return file.Length <= LargestFile
            ? File.ReadAllText(file.FullName, Encoding.UTF8)
            : throw new PluginException($"its options file {file.Name} has {file.Length} bytes; at most {LargestFile} are read");
    }

    /// <summary>Keeps values, whole or not at all.</summary>
    public void Write(string id, string json) => WholeFile.Write(PathOf(id), Encoding.UTF8.GetBytes(json));
}
