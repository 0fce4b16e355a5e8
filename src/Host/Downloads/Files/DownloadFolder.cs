using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Host.Downloads;

/// <summary>
/// Where one download lies until it is whole: <c>models/.downloads/KEY/</c>. On the same disk as the models, so that one rename puts it
/// into place, and hidden from the list of models. Only one process works in it.
/// </summary>
internal sealed class DownloadFolder : IDisposable
{
    public const string Root = ".downloads";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly FileStream _lock;

    private DownloadFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>The folder that the files come into.</summary>
    public string Files => System.IO.Path.Combine(Path, "model");

    /// <summary>Takes the folder of a download, which may hold a part of it from before.</summary>
    /// <exception cref="DownloadException">Another process works in it.</exception>
    public static DownloadFolder Take(string models, string key)
    {
        var path = Directory.CreateDirectory(System.IO.Path.Combine(models, Root, key)).FullName;
        try
        {
            return new DownloadFolder(
                path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new DownloadException(DownloadFault.Exists, "this download is under way in another process already", "source", exception);
        }
    }

    /// <summary>Where a file comes to lie.</summary>
    /// <exception cref="DownloadException">Its name leads elsewhere.</exception>
    public string PathOf(OfferedFile file) => ExternalDataGuard.Problem(file.Path) is { } problem
        ? throw new DownloadException(DownloadFault.WrongContent, $"the hub names a file whose path {problem}")
        : System.IO.Path.Combine([Files, .. file.Path.Split('/')]);

    /// <summary>Bytes of a download that are there already.</summary>
    public static long Have(string models, string key) =>
        new DirectoryInfo(System.IO.Path.Combine(models, Root, key)) is { Exists: true } folder
        ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : 0;

    /// <summary>Writes a small file of this download, whole or not at all.</summary>
    public static void WriteJson<T>(string path, T value)
    {
        var half = path + ".new";
        using (var file = File.Create(half))
        {
            JsonSerializer.Serialize(file, value, Json);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
    }

    /// <summary>Reads one; null where it is not there or no such thing.</summary>
    public static T? ReadJson<T>(string path)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes a download that nobody works on.</summary>
    public static void Remove(string models, string key)
    {
        if (System.IO.Path.Combine(models, Root, key) is var path && Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    public void Dispose() => _lock.Dispose();
}
