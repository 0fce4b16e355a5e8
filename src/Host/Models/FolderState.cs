using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Models;

/// <summary>A short text that changes when a file in a folder is added, removed or written to. No file is opened.</summary>
internal static class FolderState
{
    // A models folder holds folders of models, whose parts lie in folders of their own.
    private static readonly EnumerationOptions Visible =
        new() { IgnoreInaccessible = true, RecurseSubdirectories = true, MaxRecursionDepth = 3 };

    public static string Of(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return "";
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = new DirectoryInfo(folder).EnumerateFiles("*", Visible).OrderBy(file => file.FullName, StringComparer.Ordinal);
        foreach (var file in files)
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\0{file.Length}\0{file.LastWriteTimeUtc.Ticks}\0")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
