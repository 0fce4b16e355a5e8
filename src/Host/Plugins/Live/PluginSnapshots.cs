using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Plugins.Live;

/// <summary>
/// Private copies of plugins' folders, which stay as they were while their plugin is used: a dependency that is loaded late is still the
/// one that came with it. They go with their plugin, and what a killed process left goes at the next start.
/// </summary>
internal sealed class PluginSnapshots : IDisposable
{
    private const long MostBytes = 1L << 30;

    private readonly string _home;
    private readonly FileStream _lock;
    private int _count;

    /// <param name="folder">Where every process has a folder of its own.</param>
    public PluginSnapshots(string folder)
    {
        Directory.CreateDirectory(folder);
        RemoveLeftOvers(folder);
        _home = Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName;
        _lock = Lock(_home);
    }

    /// <summary>Copies in the folder of this user for data that can be made again.</summary>
    public static PluginSnapshots OfUser() => new(Path.Combine(PrivateCopies.HomeOfUser, "plugins"));

    /// <summary>Copies a folder as it is now.</summary>
    /// <exception cref="PluginException">It is larger than a plugin may be.</exception>
    public PluginSnapshot Take(string folder)
    {
        var home = Directory.CreateDirectory(Path.Combine(_home, Interlocked.Increment(ref _count).ToString("000000"))).FullName;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (files, bytes) = (0, 0L);
        foreach (var file in FolderStamp.FilesOf(folder).Where(file => file.Name != FolderStamp.ReadyMarker))
        {
            if (++files > FolderStamp.MostFiles || (bytes += file.Length) > MostBytes)
            {
                Remove(home);
                throw new PluginException(
                    $"its folder has more than {FolderStamp.MostFiles} files or {MostBytes >> 20} MB; this is no plugin's folder");
            }

            var name = Path.GetRelativePath(folder, file.FullName);
            var content = File.ReadAllBytes(file.FullName);
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
            hash.AppendData(content);
            var copy = Path.Combine(home, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllBytes(copy, content);
        }

        return new PluginSnapshot(home, Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16)));
    }

    /// <summary>Removes a copy, or leaves it where something still has it open.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next start removes it.
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(_home);
    }

    private static FileStream Lock(string home) =>
        new(Path.Combine(home, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    // Whose lock can be taken is nobody's any more.
    private static void RemoveLeftOvers(string folder)
    {
        foreach (var home in Directory.GetDirectories(folder))
        {
            try
            {
                Lock(home).Dispose();
                Remove(home);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process is at work.
            }
        }
    }
}

/// <summary>A private copy of a plugin's folder.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Content">Says what is in it: equal copies have equal texts.</param>
internal sealed record PluginSnapshot(string Folder, string Content);
