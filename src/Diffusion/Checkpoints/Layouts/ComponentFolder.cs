namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// One component's folder in diffusers' layout. Where several variants lie beside each other, the plain file is taken, else the
/// most precise: fp32, fp16, bf16. Each may be one file or shards with an index.
/// </summary>
internal static class ComponentFolder
{
    private static readonly string[] Variants = ["", "fp32", "fp16", "bf16"];
    private static readonly string[] BaseNames = ["diffusion_pytorch_model", "model"];

    /// <summary>Opens a component; null where the folder holds no weights.</summary>
    /// <param name="folder">The component's folder.</param>
    /// <param name="label">Its name for messages, such as <c>unet</c>.</param>
    /// <param name="opened">Gets each file as it is opened, so that the caller can release them all, whatever fails later.</param>
    /// <exception cref="CheckpointException">A file of it cannot be used, or there are only pickles.</exception>
    public static MappedWeights? Open(string folder, string label, ICollection<SafetensorsFile> opened)
    {
        foreach (var variant in Variants)
        {
            foreach (var baseName in BaseNames)
            {
                var single = variant.Length == 0 ? $"{baseName}.safetensors" : $"{baseName}.{variant}.safetensors";
                if (File.Exists(Path.Combine(folder, single)))
                {
                    return Open(folder, label, [single], opened);
                }

                var index = variant.Length == 0 ? $"{baseName}.safetensors.index.json" : $"{baseName}.safetensors.index.{variant}.json";
                if (File.Exists(Path.Combine(folder, index)))
                {
                    return Open(folder, label, ShardIndex.Read(Path.Combine(folder, index), $"{label}/{index}"), opened);
                }
            }
        }

        if (Directory.Exists(folder) && Directory.EnumerateFiles(folder).FirstOrDefault(Pickles.Is) is { } pickle)
        {
            Pickles.Refuse(pickle, $"{label}/{Path.GetFileName(pickle)}");
        }

        return null;
    }

    private static MappedWeights Open(string folder, string label, IReadOnlyList<string> names, ICollection<SafetensorsFile> opened)
    {
        var files = new List<SafetensorsFile>();
        foreach (var name in names)
        {
            files.Add(SafetensorsFile.Open(Path.Combine(folder, name), $"{label}/{name}"));
            opened.Add(files[^1]);
        }

        var map = new VaeNames(files.SelectMany(file => file.Tensors).Select(tensor => tensor.Name));
        var weights = new MappedWeights(label);
        foreach (var file in files)
        {
            weights.Add(file, file.Tensors.Select(tensor => (tensor.Name, tensor)), label == Components.Vae ? map.Map : AsTheyAre);
        }

        return weights;
    }

    private static IEnumerable<(string Name, WeightRef Weight)> AsTheyAre(string key, WeightRef stored) =>
        stored.IsReal() ? [(key, stored)] : [];
}
