using System.Globalization;

namespace Atelier.Host.Plugins.Live;

/// <summary>The names, sizes and times of a plugin's files at a moment. While they change, the plugin is still being written.</summary>
/// <param name="Files">A line a file.</param>
/// <param name="Ready">When the file <c>.ready</c> was written, where it is the newest of all: whoever writes it last need not be waited
/// for.</param>
internal sealed record FolderStamp(string Files, DateTime? Ready)
{
    public const string ReadyMarker = ".ready";

    /// <summary>A limit for what is no plugin's folder at all.</summary>
    public const int MostFiles = 2000;

    private static readonly EnumerationOptions Deep =
        new() { RecurseSubdirectories = true, MaxRecursionDepth = 8, AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>The files of a plugin's folder, however deep.</summary>
    public static IEnumerable<FileInfo> FilesOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", Deep).Take(MostFiles + 1).OrderBy(file => file.FullName, StringComparer.Ordinal);

    /// <summary>Reads a folder's stamp.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <param name="options">The file of its options, which belongs to it; may be missing.</param>
    /// <returns>Null where the folder is gone.</returns>
    public static FolderStamp? Of(string folder, string? options)
    {
        try
        {
            var files = FilesOf(folder).ToList();
            var marker = files.FirstOrDefault(file => file.Name == ReadyMarker)?.LastWriteTimeUtc;
            var ready = marker is { } time && files.All(file => file.LastWriteTimeUtc <= time) ? marker : null;
            if (options is not null)
            {
                files.Add(new FileInfo(options));
            }

            return new FolderStamp(string.Join('\n', files.Where(file => file.Exists).Select(Line)), ready);
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file went away between two looks: not a state to load from.
            return new FolderStamp(exception.Message, null);
        }
    }

    private static string Line(FileInfo file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}");
}
