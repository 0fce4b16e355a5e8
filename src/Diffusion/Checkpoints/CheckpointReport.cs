namespace Atelier.Diffusion.Checkpoints;

/// <summary>What is known about a model file without running it. A file that cannot be used has a report too, which says why.</summary>
public sealed record CheckpointReport
{
    /// <summary>The name people use: the folder's, or the file's without its ending.</summary>
    public required string Name { get; init; }

    /// <summary><c>single file</c>, <c>diffusers folder</c>, or <c>unknown</c> where it could not be opened.</summary>
    public string Kind { get; init; } = "unknown";

    /// <summary>
    /// <c>ready</c>; <c>incomplete</c>, with <see cref="Missing"/>; or why it cannot be used: <c>invalid: truncated (…)</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>The whole message, with the file at fault; null where nothing is wrong.</summary>
    public string? Problem { get; init; }

    /// <summary>Null where it could not be told.</summary>
    public ModelFamily? Family { get; init; }

    /// <summary><c>epsilon</c>, <c>v_prediction</c> or <c>sample</c>; null where it could not be told.</summary>
    public string? PredictionType { get; init; }

    /// <summary>The components that are there.</summary>
    public IReadOnlyList<ComponentReport> Components { get; init; } = [];

    /// <summary>The files that hold the weights.</summary>
    public IReadOnlyList<FileReport> Files { get; init; } = [];

    /// <summary>The file's own notes (<c>__metadata__</c>); empty for a folder.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>What is missing for it to run: components, weights by name, a tokenizer.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Whether the model can be run.</summary>
    public bool IsReady => State == "ready";

    /// <summary>Weights in all components.</summary>
    public long Parameters => Components.Sum(component => component.Parameters);

    /// <summary>
    /// The SHA-256 by which people name the model, in lower-case hexadecimal: of the single file, or of the file that holds a folder's
    /// UNet. Null where hashes were not asked for.
    /// </summary>
    public string? Sha256 => Files.FirstOrDefault(file => file.HoldsUNet)?.Sha256;

    /// <summary>The first ten digits of <see cref="Sha256"/>, as AUTOMATIC1111 shows them.</summary>
    public string? ShortHash => Sha256?[..10];
}

/// <summary>One network of a model.</summary>
/// <param name="Name"><c>text_encoder</c>, <c>text_encoder_2</c>, <c>unet</c> or <c>vae</c>.</param>
/// <param name="Precision">The stored types, most bytes first: <c>F16</c>, <c>F16 + F32</c>.</param>
/// <param name="Parameters">Weights that the architecture uses.</param>
/// <param name="Bytes">Their size in the file.</param>
public sealed record ComponentReport(string Name, string Precision, long Parameters, long Bytes);

/// <summary>One file of weights.</summary>
/// <param name="Name">Below the model's folder: <c>unet/diffusion_pytorch_model.safetensors</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="HoldsUNet">Whether it is the first that holds the UNet.</param>
/// <param name="Sha256">In lower-case hexadecimal; null where it was not asked for.</param>
public sealed record FileReport(string Name, long Bytes, bool HoldsUNet, string? Sha256);
