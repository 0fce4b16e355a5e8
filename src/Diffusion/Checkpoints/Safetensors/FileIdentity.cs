using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Which file it is and in which state. Off Linux, inode and links are not known (0 and 1), and length and time alone tell.
/// </summary>
internal sealed partial record FileIdentity(long Length, long ModifiedTicks, ulong Device, ulong Inode)
{
    private const int AtWorkingDirectory = -100;
    private const int AtEmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;

    /// <summary>Hard links to it; 1 for a file of its own.</summary>
    public uint Links { get; private init; } = 1;

    /// <summary>False for a folder, pipe, socket or device: opening one of those could wait for ever.</summary>
    public bool IsRegular { get; private init; } = true;

    /// <summary>Whether two looks saw one untouched file. A new hard link to it does not touch it.</summary>
    public bool IsSame(FileIdentity? other) => other is not null && other with { Links = Links } == this;

    /// <summary>Looks at a path, following links; null where nothing is.</summary>
    public static FileIdentity? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return statx(AtWorkingDirectory, path, 0, BasicStats, out var stat) == 0 ? From(stat) : null;
        }

        var file = new FileInfo(path);
        return file.Exists
            ? new FileIdentity(file.Length, file.LastWriteTimeUtc.Ticks, 0, 0)
            : Directory.Exists(path) ? new FileIdentity(0, 0, 0, 0) { IsRegular = false } : null;
    }

    /// <summary>Looks at an open file.</summary>
    public static FileIdentity Of(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new FileIdentity(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle).Ticks, 0, 0);
        }

        return statx((int)handle.DangerousGetHandle(), "", AtEmptyPath, BasicStats, out var stat) == 0
            ? From(stat)
            : throw new IOException($"statx failed with error {Marshal.GetLastPInvokeError()}.");
    }

    private static FileIdentity From(in Stat stat) =>
        new((long)stat.Size, (stat.ModifiedSeconds * 10_000_000) + (stat.ModifiedNanoseconds / 100), ((ulong)stat.DeviceMajor << 32) | stat.DeviceMinor, stat.Inode)
        {
            Links = stat.Links,
            IsRegular = (stat.Mode & 0xF000) == 0x8000,
        };

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int directory, string path, int flags, uint mask, out Stat stat);

    /// <summary>The kernel's <c>struct statx</c>, the same on every architecture (linux/stat.h).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Stat
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
