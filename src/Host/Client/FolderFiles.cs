using Atelier.Host.Texts;
using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary>Files of a folder, which paths cannot leave: neither by <c>..</c>, nor by a link that lies in it.</summary>
/// <param name="folder">A full path.</param>
internal sealed class FolderFiles(string folder, CancellationToken cancellation) : IScriptFiles
{
    public string Folder { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    public IScriptFiles In(string folder) => new FolderFiles(Path.Combine(Folder, folder), cancellation);

    public string PathOf(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Folder, path));
        var relative = Path.GetRelativePath(Folder, full);
        if (path.Length == 0 || relative == "." || LeadsOut(relative) || Path.IsPathRooted(relative) || ThroughLink(relative))
        {
            throw new ScriptException(
                "invalid_path",
                $"{OneLine.Quoted(path)} is not inside {Folder}; name a file below it, or take the other folder with Files.In(folder)",
                "path");
        }

        return full;
    }

    public bool Exists(string path) => File.Exists(PathOf(path));

    public IReadOnlyList<string> List(string pattern = "*") => !Directory.Exists(Folder) ? [] :
    [
        .. pattern.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(part => Directory.EnumerateFiles(Folder, part,
                new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = FileAttributes.Hidden }))
            .Select(file => Path.GetFileName(file)!).Distinct().Order(StringComparer.Ordinal),
    ];

    public Task<byte[]> ReadAsync(string path) => SayAsync(path, () => File.ReadAllBytesAsync(PathOf(path), cancellation));

    public Task<string> ReadTextAsync(string path) => SayAsync(path, () => File.ReadAllTextAsync(PathOf(path), cancellation));

    public Task<string> WriteAsync(string path, byte[] bytes) => SayAsync(path, async () =>
    {
        var full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllBytesAsync(temporary, bytes, cancellation);
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return full;
    });

    public Task<string> WriteTextAsync(string path, string text) => WriteAsync(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Move(string from, string to) => Say(from, () =>
    {
        var target = PathOf(to);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(PathOf(from), target, overwrite: true);
    });

    public void Delete(string path) => Say(path, () =>
    {
        if (File.Exists(PathOf(path)))
        {
            File.Delete(PathOf(path));
        }
    });

    private static void Say(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ScriptException("file_failed", $"{path}: {OneLine.Of(exception.Message)}", "path");
        }
    }

    private static async Task<T> SayAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ScriptException("file_failed", $"{path}: {OneLine.Of(exception.Message)}", "path");
        }
    }

    // A name may begin with two dots itself.
    private static bool LeadsOut(string relative) =>
        relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private bool ThroughLink(string relative)
    {
        for (var part = relative; part.Length > 0; part = Path.GetDirectoryName(part) ?? "")
        {
            var at = new FileInfo(Path.Combine(Folder, part));
            if (at.LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }
}
