using System.Security.Cryptography;
using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Store.Files;

namespace Atelier.Host.Automation.Publishing.Folders;

/// <summary>Files that others read while they are replaced: each is there whole, old or new, also after a crash.</summary>
internal static class PublicFile
{
    private const string Temporary = ".atelier-";

    /// <summary>Writes a file of a release below a folder; one that is there with this content stays as it is.</summary>
    public static void Write(string root, ReleaseFile file)
    {
        var path = Path.Combine(root, file.Path);
        if (Holds(path, file.Bytes.Span))
        {
            return;
        }

        var folder = Path.GetDirectoryName(path)!;
        var added = Missing(folder);
        Directory.CreateDirectory(folder);
        RemoveLeftOvers(folder, Path.GetFileName(path));
        var temporary = Path.Combine(folder, $"{Temporary}{Path.GetFileName(path)}.{Guid.NewGuid():n}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(file.Bytes.Span);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FolderFlush.Flush(folder);
        added.ForEach(FolderFlush.Flush);
    }

    /// <summary>Whether a file is there with this content.</summary>
    public static bool Holds(string path, ReadOnlySpan<byte> content)
    {
        if (new FileInfo(path) is not { Exists: true } found || found.Length != content.Length)
        {
            return false;
        }

        using var stream = File.OpenRead(path);
        return SHA256.HashData(stream).AsSpan().SequenceEqual(SHA256.HashData(content));
    }

    // The folders whose lists of names change, so that the new folder outlives a crash.
    private static List<string> Missing(string folder)
    {
        var above = new List<string>();
        for (var path = folder; !Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent; path = parent)
        {
            above.Add(parent);
        }

        return above;
    }

    private static void RemoveLeftOvers(string folder, string name)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"{Temporary}{name}.*"))
        {
            File.Delete(path);
        }
    }
}
