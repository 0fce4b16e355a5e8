using System.Runtime.InteropServices;

namespace Atelier.DiscordBot.Client.Signatures;

/// <summary>What of OpenSSL's libcrypto is used, since .NET has no Ed25519. It stays loaded: .NET uses it too.</summary>
internal sealed unsafe class Libcrypto
{
    private const int Ed25519 = 1087;

    // .NET's own choice first; then what distributions, macOS and Windows call it.
    private static readonly string[] Names =
    [
        "libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so", "libcrypto.3.dylib", "libcrypto.dylib", "libcrypto-3-x64.dll",
        "libcrypto-1_1-x64.dll",
    ];

    private readonly delegate* unmanaged<int, nint, byte*, nuint, nint> _newKey;
    private readonly delegate* unmanaged<nint, void> _freeKey;
    private readonly delegate* unmanaged<nint> _newContext;
    private readonly delegate* unmanaged<nint, void> _freeContext;
    private readonly delegate* unmanaged<nint, nint, nint, nint, nint, int> _begin;
    private readonly delegate* unmanaged<nint, byte*, nuint, byte*, nuint, int> _verify;
    private readonly delegate* unmanaged<void> _clearErrors;

    private Libcrypto(nint library)
    {
        _newKey = (delegate* unmanaged<int, nint, byte*, nuint, nint>)NativeLibrary.GetExport(library, "EVP_PKEY_new_raw_public_key");
        _freeKey = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "EVP_PKEY_free");
        _newContext = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "EVP_MD_CTX_new");
        _freeContext = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "EVP_MD_CTX_free");
        _begin = (delegate* unmanaged<nint, nint, nint, nint, nint, int>)NativeLibrary.GetExport(library, "EVP_DigestVerifyInit");
        _verify = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, int>)NativeLibrary.GetExport(library, "EVP_DigestVerify");
        _clearErrors = (delegate* unmanaged<void>)NativeLibrary.GetExport(library, "ERR_clear_error");
    }

    /// <summary>Null where there is none that has Ed25519.</summary>
    /// <param name="names">Where to look; null takes the usual names.</param>
    public static Libcrypto? Find(IReadOnlyList<string>? names = null)
    {
        foreach (var name in names ?? Names)
        {
            if (!NativeLibrary.TryLoad(name, out var library))
            {
                continue;
            }

            try
            {
                return new Libcrypto(library);
            }
            catch (EntryPointNotFoundException)
            {
                NativeLibrary.Free(library);
            }
        }

        return null;
    }

    /// <param name="key">32 bytes.</param>
    /// <param name="signature">64 bytes.</param>
    public bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message)
    {
        fixed (byte* keyBytes = key)
        {
            var handle = _newKey(Ed25519, 0, keyBytes, (nuint)key.Length);
            var context = _newContext();
            try
            {
                // 1 is yes; 0 and all below it are no.
                return handle != 0 && context != 0 && _begin(context, 0, 0, 0, handle) == 1 && Verify(context, signature, message);
            }
            finally
            {
                _freeContext(context);
                _freeKey(handle);

                // What is left in the thread's list would show in somebody else's error.
                _clearErrors();
            }
        }
    }

    private bool Verify(nint context, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message)
    {
        fixed (byte* signatureBytes = signature)
        fixed (byte* messageBytes = message)
        {
            byte nothing;
            return _verify(
                context, signatureBytes, (nuint)signature.Length, messageBytes == null ? &nothing : messageBytes,
                (nuint)message.Length) == 1;
        }
    }
}
