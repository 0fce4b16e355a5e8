using System.Security.Cryptography;
using Atelier.Diffusion.Imaging;
using Atelier.Jobs;

namespace Atelier.Host.Store.Files;

/// <summary>Files in a folder of the disk: <c>ab/cdef…</c>, after their SHA-256.</summary>
internal sealed class PictureFiles(DataFolder data, TimeProvider time, Ulids ids) : IPictureFiles
{
    private const int HashLength = 64;
    private readonly string _temporary = Path.Combine(data.Pictures, ".tmp");

    public Task<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        Task.Run(() => Put(content.Span), cancellation);

    public Stream? Open(string hash)
    {
        if (PathOf(hash) is not { } path)
        {
            return null;
        }

        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 64 * 1024, useAsync: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public bool Touch(string hash) => PathOf(hash) is { } path && IsThere(path, null);

    public Task<int> SweepAsync(IReadOnlySet<string> named, TimeSpan age, CancellationToken cancellation) => Task.Run(
        () =>
        {
            var sweep = new FileSweep(_temporary, (time.GetUtcNow() - age).UtcDateTime, ids);
            return sweep.Sweep(data.Pictures, named, cancellation);
        },
        cancellation);

    private string Put(ReadOnlySpan<byte> content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var path = PathOf(hash)!;
        try
        {
            if (!IsThere(path, content.Length))
            {
                Write(path, content);
            }

            return hash;
        }
        catch (IOException exception) when (DiskFull.Is(exception))
        {
            throw new QueueRefusedException(
                QueueRefusal.NoSpace, "the disk that keeps the pictures is full; free some space and try again");
        }
    }

    // One that nothing named so far may be about to be swept: made young again, it stays.
    private bool IsThere(string path, int? length)
    {
        try
        {
            if (new FileInfo(path).Length is var found && length is { } expected && found != expected)
            {
                return false;
            }

            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return File.Exists(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        foreach (var needed in (string[])[data.Pictures, folder, _temporary])
        {
            DataFolder.Create(needed);
        }

        var temporary = Path.Combine(_temporary, ids.Next());
        try
        {
            using (var stream = new FileStream(temporary, DataFolder.NewFile()))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            FolderFlush.Flush(folder);
            FolderFlush.Flush(data.Pictures);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // What is no hash becomes no path.
    private string? PathOf(string hash) => hash.Length == HashLength && hash.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(data.Pictures, hash[..2], hash[2..])
        : null;
}
