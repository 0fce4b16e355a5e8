using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>A regular file mapped into memory, read-only. A file that is renamed over the path later leaves the mapping as it is.</summary>
internal sealed unsafe partial class MappedFile : IDisposable
{
    private const int DontNeed = 4;

    private readonly SafeFileHandle _handle;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private bool _disposed;

    private MappedFile(SafeFileHandle handle, string path, string label)
    {
        _handle = handle;
        Path = path;
        Label = label;
        Identity = FileIdentity.Of(handle);
        _file = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Where it lies, with a link at the end resolved.</summary>
    public string Path { get; }

    /// <summary>Its name for messages.</summary>
    public string Label { get; }

    /// <summary>Which file was mapped.</summary>
    public FileIdentity Identity { get; }

    /// <summary>Maps a file.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <param name="label">Its name for messages.</param>
    /// <param name="minimum">The fewest bytes that a file of this kind has.</param>
    /// <exception cref="CheckpointException">It is not there, not a regular file, not readable or too short.</exception>
    public static MappedFile Open(string path, string label, long minimum)
    {
        try
        {
            var identity = FileIdentity.Of(path) ?? throw CheckpointException.For(label, "there is no such file");
            if (!identity.IsRegular)
            {
                throw CheckpointException.Invalid(label, "not a regular file");
            }

            if (identity.Length < minimum)
            {
                throw CheckpointException.Invalid(label, $"truncated ({identity.Length} bytes; the shortest has {minimum})");
            }

            path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? System.IO.Path.GetFullPath(path);
            var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            try
            {
                return new MappedFile(handle, path, label);
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CheckpointException.For(label, $"cannot be read ({e.GetType().Name}); check that the server may read it", e);
        }
    }

    /// <summary>Bytes in place; valid until the file is disposed.</summary>
    public ReadOnlySpan<byte> Bytes(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Math.Min(int.MaxValue, Identity.Length - offset));
        return new ReadOnlySpan<byte>(_start + offset, checked((int)length));
    }

    /// <summary>Gives whole pages of what was read back to the system, which reads them again should somebody ask.</summary>
    public void LetGo(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (OperatingSystem.IsLinux())
        {
            var page = Environment.SystemPageSize;
            var first = (offset + page - 1) / page * page;
            var last = (offset + length) / page * page;
            if (last > first)
            {
                _ = Advise(_start + first, (nuint)(last - first), DontNeed);
            }
        }
    }

    /// <summary>Whether the path still leads to the file that was mapped, unchanged.</summary>
    public bool IsUnchanged => Identity.IsSame(FileIdentity.Of(Path));

    /// <summary>Whether somebody wrote into the very file that is mapped: then the mapping shows what was written.</summary>
    public bool IsOverwritten => !Identity.IsSame(FileIdentity.Of(_handle));

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* start, nuint length, int advice);
}
