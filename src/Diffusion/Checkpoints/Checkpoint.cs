namespace Atelier.Diffusion.Checkpoints;

/// <summary>An opened model: its parts, their shapes and where their weights lie. Dispose it after everything built from it.</summary>
public sealed class Checkpoint : IDisposable
{
    /// <summary>The name people use: the folder's, or the file's without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>The file or folder it was opened from.</summary>
    public required string Path { get; init; }

    /// <summary>Which architecture it is.</summary>
    public required ModelFamily Family { get; init; }

    /// <summary>The text encoders in order: one, or SDXL's two.</summary>
    public required IReadOnlyList<TextEncoderPart> TextEncoders { get; init; }

    /// <summary>The UNet.</summary>
    public required Part<UNetConfig> UNet { get; init; }

    /// <summary>The autoencoder.</summary>
    public required Part<VaeConfig> Vae { get; init; }

    /// <summary>The training schedule.</summary>
    public required SchedulerConfig Scheduler { get; init; }

    /// <summary>The mapped files that the weights lie in; released with the checkpoint.</summary>
    public required IReadOnlyList<SafetensorsFile> Files { get; init; }

    /// <summary>The networks that are there already and are run as they are; null where they are built from weights.</summary>
    internal ReadyNetworks? Ready { get; init; }

    /// <summary>The hash that names the model.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal string Sha256(CancellationToken cancellation) =>
        Ready is null ? UNetFile.Sha256(cancellation) : ReadyHash.Of(Ready.UNet, cancellation);

    /// <summary>The file whose hash names the model: the single file, or that of a folder's UNet (its first shard).</summary>
    internal SafetensorsFile UNetFile
    {
        get
        {
            var path = System.IO.Path.Combine(UNet.Weights.Folder, UNet.Weights.Find(UNet.Weights.Names.First())!.File);
            return Files.First(file => file.Path == path);
        }
    }

    /// <summary>Whether every file is still the one that was opened, unchanged.</summary>
    internal bool IsUnchanged => Files.All(file => file.IsUnchanged) && Ready is not { IsUnchanged: false };

    /// <summary>
    /// Checks that no file was replaced or changed since the checkpoint was opened. Called after a session is built from it, because ONNX
    /// Runtime opens the files again, by their paths.
    /// </summary>
    /// <exception cref="CheckpointException">One was; the message names it.</exception>
    public void EnsureUnchanged()
    {
        foreach (var file in Files)
        {
            file.EnsureUnchanged();
        }

        foreach (var files in Ready?.Files ?? [])
        {
            files.EnsureUnchanged();
        }
    }

    /// <summary>Checks that nobody wrote into a file since it was opened, so that what was made from it is of one model alone.</summary>
    /// <exception cref="CheckpointException">Somebody did; the message names it.</exception>
    public void EnsureNotOverwritten()
    {
        foreach (var file in Files)
        {
            file.EnsureNotOverwritten();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Files)
        {
            file.Dispose();
        }
    }
}

/// <summary>One network of a checkpoint.</summary>
/// <param name="Config">Its shape.</param>
/// <param name="Weights">Its weights, by canonical name.</param>
public record Part<TConfig>(TConfig Config, IWeights Weights);

/// <summary>A text encoder with its tokenizer.</summary>
/// <param name="Config">Its shape.</param>
/// <param name="Weights">Its weights, by canonical name (<c>text_model.encoder.layers.0.…</c>).</param>
/// <param name="TokenizerFolder">Where <c>vocab.json</c> and <c>merges.txt</c> lie.</param>
public sealed record TextEncoderPart(ClipTextConfig Config, IWeights Weights, string TokenizerFolder)
    : Part<ClipTextConfig>(Config, Weights);
