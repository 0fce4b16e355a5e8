namespace Atelier.Diffusion.Checkpoints;

/// <summary>The .onnx files of a ready-made folder: the networks are there, and are run as they are.</summary>
internal sealed record ReadyNetworks(string UNet, IReadOnlyList<string> TextEncoders, string Decoder, string? Encoder)
{
    /// <summary>Every file with its external data, as it was when the folder was opened.</summary>
    public required IReadOnlyList<OnnxFiles> Files { get; init; }

    public bool IsUnchanged => Files.All(files => files.IsUnchanged);

    public long Bytes => Files.Sum(files => files.Length);
}

/// <summary>What a network has whose weights lie inside its own file.</summary>
internal sealed class NoWeights(string folder) : IWeights
{
    public string Folder { get; } = folder;

    public IEnumerable<string> Names => [];

    public WeightRef? Find(string name) => null;

    public ReadOnlySpan<byte> Bytes(WeightRef weight) => throw new InvalidOperationException("There is no such weight.");
}
