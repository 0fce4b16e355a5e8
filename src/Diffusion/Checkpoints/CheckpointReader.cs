namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Opens checkpoints: a diffusers folder, one of ready-made ONNX networks, or a single .safetensors file with the original key names.
/// </summary>
public static class CheckpointReader
{
    /// <summary>Opens a checkpoint, reading headers and configurations only. The weights stay where they are, mapped.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="modelsFolder">Where a tokenizer may lie for models that come without one; null for none.</param>
    /// <returns>The checkpoint. The caller disposes it.</returns>
    /// <exception cref="CheckpointException">It cannot be used; the message says why, and the way out.</exception>
    public static Checkpoint Open(string path, string? modelsFolder)
    {
        if (ReadyFolder.Is(path))
        {
            return ReadyFolder.Open(path, modelsFolder);
        }

        var layout = Layout.Open(path);
        try
        {
            var details = CheckpointDetails.Of(layout, modelsFolder);
            return details is { Missing.Count: 0, Vae: { } vae }
                ? new Checkpoint
                {
                    Name = layout.Name,
                    Path = layout.Path,
                    Family = details.Family,
                    TextEncoders = details.TextEncoders,
                    UNet = details.UNet,
                    Vae = vae,
                    Scheduler = details.Scheduler,
                    Files = layout.Files,
                }
                : throw Incomplete(layout.Label, details.Missing);
        }
        catch
        {
            layout.Dispose();
            throw;
        }
    }

    private static CheckpointException Incomplete(string label, IReadOnlyList<string> missing)
    {
        const int shown = 5;
        var more = missing.Count > shown ? $" and {missing.Count - shown} more (models inspect lists them)" : "";
        return CheckpointException.For(label, $"incomplete: missing {string.Join("; ", missing.Take(shown))}{more}");
    }
}
