using Atelier.Diffusion.Pipeline.Prompts;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

/// <summary>A folder of wildcards inside another folder; gone when disposed.</summary>
internal sealed class WildcardFiles : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("atelier-wildcards").FullName;

    public WildcardFiles(params IEnumerable<(string Name, string Text)> files)
    {
        Directory.CreateDirectory(Path);
        foreach (var (name, text) in files)
        {
            Write(name, text);
        }
    }

    public string Path => System.IO.Path.Combine(_root, "wildcards");

    public PromptExpander Expander => new(new WildcardFolder(Path));

    public void Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
