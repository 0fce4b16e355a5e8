using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Atelier.DiscordSimulator.Interactions;

/// <summary>A pair of keys that signs. .NET has no Ed25519; OpenSSL, which it loads on Linux, has.</summary>
internal sealed partial class Ed25519Key : IDisposable
{
    private const string Library = "libcrypto.so.3";
    private const int Ed25519 = 1087;

    private readonly nint _key;

    public Ed25519Key()
    {
        var seed = RandomNumberGenerator.GetBytes(32);
        _key = NewPrivateKey(Ed25519, 0, seed, (nuint)seed.Length);
        var raw = new byte[32];
        var length = (nuint)raw.Length;
        if (_key == 0 || GetRawPublicKey(_key, raw, ref length) != 1)
        {
            throw new InvalidOperationException("OpenSSL made no Ed25519 key.");
        }

        Public = Convert.ToHexStringLower(raw);
    }

    /// <summary>The public key, in hexadecimal.</summary>
    public string Public { get; }

    /// <summary>The signature, in hexadecimal.</summary>
    public string Sign(byte[] message)
    {
        var context = NewContext();
        try
        {
            var signature = new byte[64];
            var length = (nuint)signature.Length;
            return SignInit(context, 0, 0, 0, _key) == 1 && DigestSign(context, signature, ref length, message, (nuint)message.Length) == 1
                ? Convert.ToHexStringLower(signature)
                : throw new InvalidOperationException("OpenSSL signed nothing.");
        }
        finally
        {
            FreeContext(context);
        }
    }

    public void Dispose() => FreeKey(_key);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    private static partial nint NewPrivateKey(int type, nint engine, byte[] key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    private static partial int GetRawPublicKey(nint key, byte[] raw, ref nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    private static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    private static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    private static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSignInit")]
    private static partial int SignInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSign")]
    private static partial int DigestSign(nint context, byte[] signature, ref nuint length, byte[] message, nuint messageLength);
}
