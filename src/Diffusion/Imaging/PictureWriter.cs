using System.Globalization;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging;

/// <summary>
/// Puts finished files into a folder. A file appears whole or not at all: it is written under another name, flushed to the disk, and
/// renamed.
/// </summary>
public sealed class PictureWriter
{
    private readonly Func<string, FileStream> _create;

    /// <summary>Creates a writer.</summary>
    public PictureWriter()
        : this(path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
    {
    }

    internal PictureWriter(Func<string, FileStream> create) => _create = create;

    /// <summary>Writes the file that the caller named, over any that is there.</summary>
    /// <param name="path">Where; the folder must exist.</param>
    /// <param name="file">The whole file.</param>
    /// <exception cref="PictureException">It cannot be written. The message names the path; nothing is left behind.</exception>
    public void Write(string path, ReadOnlySpan<byte> file)
    {
        var whole = Path.GetFullPath(path);
        if (Directory.Exists(whole))
        {
            throw new PictureException($"{path}: this is a folder; name a file in it.");
        }

        Save(path, Path.GetDirectoryName(whole)!, file, temporary => File.Move(temporary, whole, overwrite: true));
    }

    /// <summary>
    /// Writes the next picture of a folder, as <c>0001-‹seed›.png</c>; the number follows the highest there, and no file is replaced.
    /// </summary>
    /// <param name="folder">Where; it must exist.</param>
    /// <param name="seed">The picture's seed.</param>
    /// <param name="extension">The ending, with its dot.</param>
    /// <param name="file">The whole file.</param>
    /// <returns>The path it was written to.</returns>
    /// <exception cref="PictureException">It cannot be written. The message names the folder; nothing is left behind.</exception>
    public string WriteNext(string folder, ulong seed, string extension, ReadOnlySpan<byte> file)
    {
        var path = "";
        Save(folder, Path.GetFullPath(folder), file, temporary =>
        {
            for (var number = LastNumber(folder) + 1; ; number++)
            {
                path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:0000}-{seed}{extension}"));
                if (FreeName.TryTake(temporary, path))
                {
                    return;
                }
            }
        });
        return path;
    }

    private void Save(string named, string folder, ReadOnlySpan<byte> file, Action<string> rename)
    {
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = _create(temporary))
            {
                stream.Write(file);
                stream.Flush(flushToDisk: true);
            }

            rename(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PictureException($"{named}: {Reason(exception, folder)}", exception);
        }
        finally
        {
            Remove(temporary);
        }
    }

    private static int LastNumber(string folder) =>
        Directory.EnumerateFiles(folder).Select(path => NumberOf(Path.GetFileNameWithoutExtension(path))).Max() ?? 0;

    // Only names of our own pattern count, so that 2026-01-31.png does not make the next picture number 2027.
    private static int? NumberOf(string name)
    {
        const int mostDigits = 9;
        var parts = name.Split('-');
        return parts.Length == 2 && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit)) && parts[0].Length <= mostDigits
            ? int.Parse(parts[0], CultureInfo.InvariantCulture)
            : null;
    }

    private static string Reason(Exception exception, string folder)
    {
        const int readOnly = 30;
        return exception switch
        {
            _ when DiskFull.Is(exception) => "the disk is full; free some space and try again.",
            DirectoryNotFoundException => $"there is no folder {folder}; make it, or name another.",
            _ when exception.HResult is readOnly => $"the folder {folder} lies on a disk that may only be read; name another.",
            UnauthorizedAccessException => $"the folder {folder} may not be written to; change its permissions, or name another.",
            _ => exception.Message,
        };
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What made the write fail, a folder that is gone for one, keeps its remains from being removed too; that first error is what
            // counts.
        }
    }
}
