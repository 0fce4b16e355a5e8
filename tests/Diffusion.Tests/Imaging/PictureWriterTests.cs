using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging;

public sealed class PictureWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-pictures-").FullName;
    private readonly PictureWriter _writer = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_named_file_is_written_and_written_over()
    {
        var path = Path.Combine(_folder, "a.png");
        _writer.Write(path, [1, 2, 3]);
        _writer.Write(path, [4]);
        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Numbers_continue_after_the_highest_there()
    {
        Assert.Equal(Path.Combine(_folder, "0001-42.png"), _writer.WriteNext(_folder, 42, ".png", [1]));
        File.WriteAllBytes(Path.Combine(_folder, "0007-1.jpg"), []);
        foreach (var other in (string[])["notes-9999.txt", "2026-01-31.png", "9999999999-1.png", "0500-a.png", "12.png"])
        {
            File.WriteAllBytes(Path.Combine(_folder, other), []);
        }

        Assert.Equal(Path.Combine(_folder, "0008-18446744073709551615.webp"), _writer.WriteNext(_folder, ulong.MaxValue, ".webp", [2]));
        File.WriteAllBytes(Path.Combine(_folder, "9999-1.png"), []);
        Assert.Equal(Path.Combine(_folder, "10000-1.png"), _writer.WriteNext(_folder, 1, ".png", [3]));
    }

    [Fact]
    public void Writers_at_the_same_time_never_write_over_each_other()
    {
        Parallel.For(0, 50, i => _writer.WriteNext(_folder, 5, ".png", [(byte)i]));
        var files = Directory.GetFiles(_folder);
        Assert.Equal(50, files.Length);
        Assert.Equal(50, files.Select(path => File.ReadAllBytes(path).Single()).Distinct().Count());
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var folder = Path.Combine(_folder, "missing");
        var message = Assert.Throws<PictureException>(() => _writer.WriteNext(folder, 1, ".png", [1])).Message;
        Assert.Equal($"{folder}: there is no folder {folder}; make it, or name another.", message);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_named() =>
        Assert.Contains("this is a folder", Assert.Throws<PictureException>(() => _writer.Write(_folder, [1])).Message);

    [Fact]
    public void A_full_disk_is_said_and_nothing_is_left_behind()
    {
        var writer = new PictureWriter(path => new FullDisk(path));
        var path = Path.Combine(_folder, "a.png");
        Assert.Equal(
            $"{path}: the disk is full; free some space and try again.",
            Assert.Throws<PictureException>(() => writer.Write(path, [1])).Message);
        Assert.Contains("the disk is full", Assert.Throws<PictureException>(() => writer.WriteNext(_folder, 1, ".png", [1])).Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_as_it_was()
    {
        var path = Path.Combine(_folder, "a.png");
        _writer.Write(path, [9]);
        Assert.Throws<PictureException>(() => new PictureWriter(temporary => new FullDisk(temporary)).Write(path, [1]));
        Assert.Equal([9], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_folder_without_permission_is_said()
    {
        var writer = new PictureWriter(_ => throw new UnauthorizedAccessException());
        Assert.Contains(
            "may not be written to", Assert.Throws<PictureException>(() => writer.Write(Path.Combine(_folder, "a.png"), [1])).Message);
    }

    [Fact]
    public void A_disk_that_may_only_be_read_is_said_without_the_temporary_name()
    {
        var writer = new PictureWriter(path => throw new IOException($"Read-only file system : '{path}'", 30));
        var path = Path.Combine(_folder, "a.png");
        Assert.Equal(
            $"{path}: the folder {_folder} lies on a disk that may only be read; name another.",
            Assert.Throws<PictureException>(() => writer.Write(path, [1])).Message);
    }

    /// <summary>A file on a disk that fills after the first byte.</summary>
    private sealed class FullDisk(string path) : FileStream(path, FileMode.CreateNew)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..1]);
            throw new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
        }
    }
}
