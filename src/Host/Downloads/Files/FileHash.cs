using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Downloads;

/// <summary>What a file's bytes must be.</summary>
/// <param name="Algorithm"><c>SHA-256</c>, or <c>git</c>: SHA-1 of the bytes behind git's header, the only hash that Hugging Face has for
/// small files.</param>
/// <param name="Hex">In lower-case hexadecimal.</param>
internal sealed record FileHash(string Algorithm, string Hex)
{
    public const string Sha256Name = "SHA-256";
    private const string GitName = "git";

    /// <summary>A SHA-256; null where the text is none.</summary>
    public static FileHash? Sha256(string? hex) => Of(Sha256Name, hex, 64);

    /// <summary>A git blob's name; null where the text is none.</summary>
    public static FileHash? Git(string? hex) => Of(GitName, hex, 40);

    /// <summary>The same hash of a file.</summary>
    public async Task<FileHash> OfFileAsync(string path, CancellationToken cancellation)
    {
        var git = Algorithm == GitName;
        using var hash = IncrementalHash.CreateHash(git ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
        await using var file =
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        if (git)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {file.Length}\0")));
        }

        var buffer = new byte[1 << 20];
        int read;
        while ((read = await file.ReadAsync(buffer, cancellation)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }

        return this with { Hex = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    private static FileHash? Of(string algorithm, string? hex, int digits) =>
        hex?.Length == digits && hex.All(char.IsAsciiHexDigit) ? new FileHash(algorithm, hex.ToLowerInvariant()) : null;
}
