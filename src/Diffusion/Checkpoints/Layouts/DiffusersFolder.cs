namespace Atelier.Diffusion.Checkpoints;

/// <summary>A folder in diffusers' layout: model_index.json, and a folder for each component.</summary>
internal static class DiffusersFolder
{
    /// <summary>What makes a folder one.</summary>
    public const string Index = "model_index.json";

    /// <summary>Opens a folder.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="CheckpointException">It is none, or a file of it cannot be used.</exception>
    public static Layout Open(string path)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(Path.Combine(path, Index)))
        {
            throw CheckpointException.For(name, $"not a model folder: it has no {Index}; give a diffusers folder or a .safetensors file");
        }

        _ = BoundedJson.Read(Path.Combine(path, Index), Index, BoundedJson.ConfigBytes);
        var files = new List<SafetensorsFile>();
        try
        {
            var components = new Dictionary<string, MappedWeights>();
            foreach (var component in Components.WithWeights)
            {
                if (ComponentFolder.Open(Path.Combine(path, component), component, files) is { } weights)
                {
                    components.Add(component, weights);
                }
            }

            return new Layout
            {
                Name = name,
                Path = path,
                Kind = "diffusers folder",
                Components = components,
                Files = files,
                Configs = new ConfigFolder(path, Required: true),
            };
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }
}
