using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// A safetensors file, memory-mapped and read-only. Opening reads the header alone and believes none of it: a file that breaks
/// a rule is refused before anything is allocated by its figures.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int LengthBytes = 8;
    private readonly MappedFile _file;
    private readonly Dictionary<string, SafetensorsTensor> _byName;

    private SafetensorsFile(MappedFile file, SafetensorsHeader header)
    {
        _file = file;
        Tensors = header.Tensors;
        Metadata = header.Metadata;
        _byName = header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Where the file lies; where the path given was a link, where the link leads.</summary>
    public string Path => _file.Path;

    /// <summary>Its name for messages.</summary>
    public string Label => _file.Label;

    /// <summary>In bytes.</summary>
    public long Length => _file.Identity.Length;

    /// <summary>All tensors, in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>The file's <c>__metadata__</c>, as its author wrote it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="label">Its name for messages. Default: the file's name without its folder.</param>
    /// <exception cref="CheckpointException">It breaks the format or a limit: <c>model.safetensors: invalid: truncated (…)</c>.</exception>
    public static SafetensorsFile Open(string path, string? label = null)
    {
        label ??= System.IO.Path.GetFileName(path);
        var file = MappedFile.Open(path, label, LengthBytes + 2);
        try
        {
            return new SafetensorsFile(file, ReadHeader(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Finds a tensor by the name the file has for it; null where it has none.</summary>
    public SafetensorsTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The bytes of a tensor, in place. Valid while the file is open.</summary>
    public ReadOnlySpan<byte> Bytes(SafetensorsTensor tensor) => Bytes(tensor.Offset, tensor.Length);

    /// <summary>A range of the file's bytes, in place. Valid while the file is open.</summary>
    /// <param name="offset">From the file's start.</param>
    /// <param name="length">In bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the file.</exception>
    public ReadOnlySpan<byte> Bytes(long offset, long length) => _file.Bytes(offset, length);

    /// <summary>As <see cref="EnsureUnchanged"/> checks.</summary>
    internal bool IsUnchanged => _file.IsUnchanged;

    /// <summary>
    /// Checks that the path still leads to the very file that was opened, unchanged. Whoever lets another program open the path
    /// (ONNX Runtime does) calls this afterwards, so that the weights of two files never mix.
    /// </summary>
    /// <exception cref="CheckpointException">It was replaced, changed or removed.</exception>
    public void EnsureUnchanged()
    {
        if (!IsUnchanged)
        {
            throw CheckpointException.For(Label, "was replaced or changed since it was opened; open the model again");
        }
    }

    /// <summary>
    /// Checks that nobody wrote into the file since it was opened. One that was replaced passes: the mapping stays with the old one.
    /// </summary>
    /// <exception cref="CheckpointException">Somebody did: what was read of it may be of two files.</exception>
    public void EnsureNotOverwritten()
    {
        if (_file.IsOverwritten)
        {
            throw CheckpointException.For(
                Label, "was written over while it was in use; try again, and replace a model's file by renaming another over it");
        }
    }

    /// <summary>
    /// The hash of the whole file, in lower-case hexadecimal: of the mapping, and so of the very bytes that were checked.
    /// </summary>
    /// <param name="cancellation">Ends it early; a large model takes seconds.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public string Sha256(CancellationToken cancellation = default) => Sha256(from: 0, cancellation);

    /// <summary>The hash of the file from a byte on.</summary>
    internal string Sha256(long from, CancellationToken cancellation)
    {
        const int step = 1 << 24;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var offset = from; offset < Length; offset += step)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = Math.Min(step, Length - offset);
            sha.AppendData(Bytes(offset, length));
            _file.LetGo(offset, length);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>Unmaps the file. Spans taken from it must not be used afterwards.</summary>
    public void Dispose() => _file.Dispose();

    private static SafetensorsHeader ReadHeader(MappedFile file)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Bytes(0, LengthBytes));
        if (length > SafetensorsHeader.MaxBytes)
        {
            throw CheckpointException.Invalid(
                file.Label, $"the header claims {length} bytes; at most {SafetensorsHeader.MaxBytes} are allowed");
        }

        var start = LengthBytes + (long)length;
        return start <= file.Identity.Length
            ? SafetensorsHeader.Parse(file.Bytes(LengthBytes, (long)length), start, file.Identity.Length - start, file.Label)
            : throw CheckpointException.Invalid(
                file.Label, $"truncated (the header ends at byte {start}, the file at {file.Identity.Length})");
    }
}
