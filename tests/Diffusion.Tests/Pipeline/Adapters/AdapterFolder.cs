using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Networks;

namespace Atelier.Diffusion.Tests.Pipeline.Adapters;

/// <summary>A models folder with adapters and textual inversions.</summary>
internal sealed class AdapterFolder : IDisposable
{
    public AdapterFolder() => Catalog = new AdapterCatalog(Root);

    public string Root { get; } = Directory.CreateTempSubdirectory("atelier-test-").FullName;

    public AdapterCatalog Catalog { get; }

    public string Copy(string path, string kind = ModelFileKinds.Lora) => Write(Path.GetFileName(path), File.ReadAllBytes(path), kind);

    public string Write(string name, byte[] bytes, string kind = ModelFileKinds.Lora)
    {
        Directory.CreateDirectory(Path.Combine(Root, kind));
        var path = Path.Combine(Root, kind, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Writes a safetensors file of single-precision tensors.</summary>
    public string Write(string name, string kind, params (string Name, int[] Shape, float[] Values)[] tensors) =>
        Write($"{name}.safetensors", SafetensorsWriter.Of(tensors), kind);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
