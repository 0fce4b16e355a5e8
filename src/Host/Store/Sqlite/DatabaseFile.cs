using System.Text;
using Atelier.Host.Store.Files;

namespace Atelier.Host.Store.Sqlite;

/// <summary>
/// The rules before a database is opened: a new one is made only in a folder that has never had one. Where one is missing, an empty queue
/// beside kept pictures would look like success and lose everything.
/// </summary>
internal static class DatabaseFile
{
    private static readonly byte[] Header = Encoding.ASCII.GetBytes("SQLite format 3\0");

    /// <summary>Makes the data folder and the file where they are new.</summary>
    /// <exception cref="StoreException">The folder or the file cannot be used.</exception>
    public static void Prepare(DataFolder data)
    {
        try
        {
            DataFolder.Create(data.Path);
            var file = new FileInfo(data.Database);
            if (file.Exists && file.Length > 0)
            {
                CheckHeader(data.Database);
                return;
            }

            if (Remains(data) is { } remains)
            {
                throw new StoreException(
                    $"{data.Database} is {(file.Exists ? "empty" : "missing")}, though {remains} is there: "
                    + "put the database back from a backup, or move the whole data folder away to begin with a new one");
            }

            if (!file.Exists)
            {
                new FileStream(data.Database, DataFolder.NewFile()).Dispose();
                FolderFlush.Flush(data.Path);
            }
        }
        catch (IOException) when (File.Exists(data.Database) && new FileInfo(data.Database).Length == 0)
        {
            // Another process made it in the same moment.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{data.Path}: the data folder cannot be used: {exception.Message}", exception);
        }
    }

    private static string? Remains(DataFolder data)
    {
        var log = data.Database + "-wal";
        return File.Exists(log) && new FileInfo(log).Length > 0 ? log
            : Directory.Exists(data.Pictures) && Directory.EnumerateFileSystemEntries(data.Pictures).Any() ? data.Pictures
            : null;
    }

    private static void CheckHeader(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = new byte[Header.Length];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual(Header))
        {
            throw new StoreException(
                $"{path} is no SQLite database, or damaged: put a backup in its place, or move the whole data folder away to begin with a new one");
        }
    }
}
