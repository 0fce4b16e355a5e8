namespace Atelier.Diffusion.Checkpoints;

/// <summary>What belongs to a checkpoint beside its weights: configurations, tokenizers, defaults, licences.</summary>
internal static class Companions
{
    private const long Largest = 64 << 20;
    private static readonly string[] Weights = [".safetensors", ".onnx", ".onnx_data", ".msgpack", ".h5", ".gguf"];
    private static readonly string[] Beside = [".atelier-model.json", ".yaml"];

    /// <summary>Copies a folder without its weights.</summary>
    public static void CopyFolder(string from, string to, CancellationToken cancellation)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(
            from, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 }))
        {
            cancellation.ThrowIfCancellationRequested();
            var isWeights = Weights.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) || Pickles.Is(file);
            if (!isWeights && !file.EndsWith(".safetensors.index.json", StringComparison.Ordinal) && new FileInfo(file).Length <= Largest)
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    /// <summary>Copies what lies beside a single file under its name. What is there already stays.</summary>
    public static void CopyBeside(string from, string to, CancellationToken cancellation)
    {
        foreach (var (source, target) in Beside.Select(ending => (Path.ChangeExtension(from, ending), Path.ChangeExtension(to, ending))))
        {
            if (File.Exists(source) && !File.Exists(target))
            {
                File.Copy(source, target);
            }
        }

        var (folder, copy) = (Path.ChangeExtension(from, null), Path.ChangeExtension(to, null));
        if (Directory.Exists(folder) && !Path.Exists(copy))
        {
            CopyFolder(folder, copy, cancellation);
        }
    }
}
