namespace Atelier.Diffusion.Checkpoints;

/// <summary>Writes a checkpoint's weights in another precision, in the layout that they came in.</summary>
public static class ModelConverter
{
    /// <summary>Converts a checkpoint.</summary>
    /// <param name="request">What to convert, and where to.</param>
    /// <param name="progress">Told as bytes are written. May be null.</param>
    /// <param name="cancellation">Ends it early; nothing is left behind.</param>
    /// <exception cref="CheckpointException">The source cannot be converted, or the target cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Convert(
        ConversionRequest request, Action<ConversionProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var layout = Layout.Open(request.Source);
        Check(layout, request);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Target));
        if (target == layout.Path)
        {
            throw new CheckpointException($"{layout.Label} cannot be converted into itself; name another target");
        }

        using var place = new NewPlace(target, request.Force);
        var plan = new ConversionPlan(request.Precision, request.Components);
        var files = Files(layout, plan);
        var total = files.Sum(file => file.Tensors.Sum(tensor => tensor.Length));
        place.Need(total);
        if (layout.Folder is { } folder)
        {
            Companions.CopyFolder(folder, place.Path, cancellation);
        }

        long done = 0;
        foreach (var (path, tensors, notes) in files)
        {
            var to = Path.Combine(place.Path, path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            SafetensorsOutput.Write(
                to, tensors, plan.Metadata(notes, tensors), bytes => progress?.Invoke(new ConversionProgress(done += bytes, total)),
                cancellation);
        }

        place.Publish();
        if (layout.Folder is null)
        {
            Companions.CopyBeside(layout.Path, target, cancellation);
        }
    }

    private static void Check(Layout layout, ConversionRequest request)
    {
        if (layout.Files.FirstOrDefault(file => QuantizedNames.BlockOf(file) is not null) is { } quantized)
        {
            throw CheckpointException.For(quantized.Label, "its weights are quantized already; convert the model that it was made from");
        }

        var unknown =
            request.Components.FirstOrDefault(
                component => !layout.Components.ContainsKey(component) && !Components.WithWeights.Contains(component));
        if (unknown is not null)
        {
            throw new CheckpointException(
                $"there is no component '{unknown}'; {layout.Label} has {string.Join(", ", layout.Components.Keys)}");
        }

        var ending = Path.GetExtension(request.Target);
        var isFile = ending.Equals(SingleFile.Ending, StringComparison.OrdinalIgnoreCase);
        if (isFile != layout.Folder is null)
        {
            throw new CheckpointException(isFile
                ? $"{layout.Label} is a folder, and so must be what it becomes; name the target without {SingleFile.Ending}"
                : $"{layout.Label} is a single file, and so must be what it becomes; end the target's name with {SingleFile.Ending}");
        }
    }

    // A folder's component is one file, whatever its variant or shards were called.
    private static List<(string Path, List<TensorPlan> Tensors, IReadOnlyDictionary<string, string> Notes)> Files(Layout layout, ConversionPlan plan) =>
        layout.Folder is null
            ? [("", plan.Of(layout.Files, layout.Components), layout.Metadata)]
            : [.. layout.Components.Select(part => (
                Path.Combine(
                    part.Key, part.Key.StartsWith(Components.TextEncoder, StringComparison.Ordinal)
                        ? "model.safetensors"
                        : "diffusion_pytorch_model.safetensors"),
                plan.Of(part.Value.Files, [part]),
                part.Value.Files.First().Metadata))];
}
