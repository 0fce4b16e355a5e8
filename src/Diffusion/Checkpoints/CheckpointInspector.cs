namespace Atelier.Diffusion.Checkpoints;

/// <summary>Tells what a model file holds, for <c>models inspect</c> and the API.</summary>
public static class CheckpointInspector
{
    /// <summary>Inspects a file or folder. A file that cannot be used is no exception: its report says why.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="modelsFolder">Where a tokenizer may lie for models that come without one; null for none.</param>
    /// <param name="hash">Whether to read every byte for the hashes: seconds for a large model.</param>
    /// <param name="cancellation">Ends the hashing early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CheckpointReport Inspect(
        string path, string? modelsFolder = null, bool hash = true, CancellationToken cancellation = default)
    {
        Layout? layout = null;
        try
        {
            if (ReadyFolder.Is(path))
            {
                return ReadyFolder.Inspect(path, modelsFolder, hash, cancellation);
            }

            layout = Layout.Open(path);
            var details = CheckpointDetails.Of(layout, modelsFolder);
            return Describe(layout, hash, cancellation) with
            {
                State = details.Missing.Count == 0 ? "ready" : "incomplete",
                Problem = details.Missing.Count == 0 ? null : $"{layout.Label}: incomplete: {details.Missing.Count} missing",
                Family = details.Family,
                PredictionType = details.Scheduler.PredictionType,
                Missing = details.Missing,
            };
        }
        catch (CheckpointException e)
        {
            var report = layout is null ? new CheckpointReport { Name = NameOf(path), State = "" } : Describe(layout, hash, cancellation);
            return report with { State = e.Reason, Problem = e.Message };
        }
        finally
        {
            layout?.Dispose();
        }
    }

    private static CheckpointReport Describe(Layout layout, bool hash, CancellationToken cancellation)
    {
        var unet = layout.Components.GetValueOrDefault(Components.UNet)?.Files.FirstOrDefault();
        return new CheckpointReport
        {
            Name = layout.Name,
            Kind = layout.Kind,
            State = "",
            Components =
                [.. Components.WithWeights.Where(layout.Components.ContainsKey).Select(name => Describe(name, layout.Components[name]))],
            Files = [.. layout.Files.Select(
                file => new FileReport(file.Label, file.Length, file == unet, hash ? file.Sha256(cancellation) : null))],
            Metadata = layout.Metadata,
        };
    }

    private static ComponentReport Describe(string name, MappedWeights weights)
    {
        var types = weights.All.GroupBy(weight => weight.Form).OrderByDescending(group => group.Sum(weight => weight.StoredBytes))
            .Select(group => group.Key);
        return new ComponentReport(
            name, string.Join(" + ", types), weights.All.Sum(weight => weight.Shape.Elements()),
            weights.All.Sum(weight => weight.StoredBytes));
    }

    private static string NameOf(string path) =>
        Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path)) is { Length: > 0 } name ? name : path;
}
