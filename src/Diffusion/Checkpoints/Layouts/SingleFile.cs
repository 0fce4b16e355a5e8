namespace Atelier.Diffusion.Checkpoints;

/// <summary>A single file with the original code's key names (CompVis latent-diffusion and Stability's generative-models).</summary>
internal static class SingleFile
{
    /// <summary>The one ending that is opened.</summary>
    public const string Ending = ".safetensors";

    private static readonly (string Prefix, string Component, Func<IEnumerable<string>, KeyMap> Map)[] Prefixes =
    [
        ("model.diffusion_model.", Components.UNet, keys => new UNetNames(keys).Map),
        ("first_stage_model.", Components.Vae, keys => new VaeNames(keys).Map),
        ("cond_stage_model.transformer.", Components.TextEncoder, _ => ClipNames.Map),
        ("cond_stage_model.model.", Components.TextEncoder, _ => OpenClipNames.Map),
        ("conditioner.embedders.0.transformer.", Components.TextEncoder, _ => ClipNames.Map),
        ("conditioner.embedders.0.model.", Components.TextEncoder, _ => OpenClipNames.Map),
        ("conditioner.embedders.1.model.", Components.TextEncoder2, _ => OpenClipNames.Map),
    ];

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="CheckpointException">It cannot be used, or is no checkpoint: then the message says what it is.</exception>
    public static Layout Open(string path)
    {
        var label = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw CheckpointException.For(label, "there is no such file or folder");
        }

        if (!path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
        {
            throw CheckpointException.For(label, "not a checkpoint by its ending; give a .safetensors file or a diffusers folder");
        }

        var file = SafetensorsFile.Open(path);
        try
        {
            var components = Split(file, out var rest);
            return components.ContainsKey(Components.UNet)
                ? new Layout
                {
                    Name = Path.GetFileNameWithoutExtension(path),
                    Path = path,
                    Kind = "single file",
                    Components = components,
                    Files = [file],
                    Metadata = file.Metadata,
                    Markers = rest,
                    Configs = new ConfigFolder(path[..^Ending.Length], Required: false),
                }
                : throw CheckpointException.For(label, OtherFiles.Describe(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static Dictionary<string, MappedWeights> Split(SafetensorsFile file, out HashSet<string> rest)
    {
        var components = new Dictionary<string, MappedWeights>();
        rest = [.. file.Tensors.Select(tensor => tensor.Name)];
        foreach (var (prefix, component, makeMap) in Prefixes)
        {
            var tensors = file.Tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(tensor => (Key: tensor.Name[prefix.Length..], tensor)).ToList();
            if (tensors.Count > 0)
            {
                var weights = components.TryGetValue(component, out var existing)
                    ? existing
                    : components[component] = new MappedWeights(file.Label);
                weights.Add(file, tensors, makeMap(tensors.Select(tensor => tensor.Key)));
                rest.ExceptWith(tensors.Select(tensor => tensor.tensor.Name));
            }
        }

        return components;
    }
}
