using System.Security.Cryptography;
using Atelier.Host.Store;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>What the server signs links with: in the data folder, so that links outlive a restart.</summary>
internal sealed class LinkSecret(DataFolder data)
{
    private const int Length = 32;
    private readonly Lazy<byte[]> _value = new(() => ReadOrCreate(Path.Combine(data.Path, "links.key")));

    public byte[] Value => _value.Value;

    private static byte[] ReadOrCreate(string path)
    {
        if (Read(path) is { } known)
        {
            return known;
        }

        var secret = RandomNumberGenerator.GetBytes(Length);
        WholeFile.Write(path, secret);
        return secret;
    }

    // One of another length is damaged: a new one only ends the links of the last hour.
    private static byte[]? Read(string path) => File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } secret ? secret : null;
}
