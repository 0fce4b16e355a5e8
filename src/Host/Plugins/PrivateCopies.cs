using System.Security.Cryptography;

namespace Atelier.Host.Plugins;

/// <summary>
/// Copies of plugins' native libraries, each in a folder named by its content, so that the originals may change while they are mapped.
/// </summary>
/// <param name="folder">Where they lie; made when first needed.</param>
internal sealed class PrivateCopies(string folder)
{
    /// <summary>The user's own folder for data that can be made again.</summary>
    public static string HomeOfUser =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } data ? data : Path.GetTempPath(),
            "atelier");

    public static PrivateCopies OfUser() => new(Path.Combine(HomeOfUser, "native"));

    /// <summary>A copy of a file as it is now.</summary>
    public string Of(string path)
    {
        var content = File.ReadAllBytes(path);
        var home = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16)));
        var copy = Path.Combine(home, Path.GetFileName(path));
        if (!File.Exists(copy))
        {
            // Written beside and renamed: another process may need the same copy at this moment.
            Directory.CreateDirectory(home);
            var temporary = Path.Combine(home, Path.GetRandomFileName());
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, copy, overwrite: true);
        }

        return copy;
    }
}
