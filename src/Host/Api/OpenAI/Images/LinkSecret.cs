using System.Security.Cryptography;
using Atelier.Host.Serve;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>What the server signs links with: in the data folder, so that links outlive a restart.</summary>
internal sealed class LinkSecret(ServerOptions server)
{
    private const int Length = 32;
    private readonly Lazy<byte[]> _value = new(() => ReadOrCreate(Path.Combine(server.Data, "links.key")));

    public byte[] Value => _value.Value;

    private static byte[] ReadOrCreate(string path)
    {
        if (Read(path) is { } known)
        {
            return known;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var secret = RandomNumberGenerator.GetBytes(Length);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(temporary, options))
        {
            file.Write(secret);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        return secret;
    }

    // One of another length is damaged: a new one only ends the links of the last hour.
    private static byte[]? Read(string path) => File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } secret ? secret : null;
}
