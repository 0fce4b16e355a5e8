using System.Buffers.Binary;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// The hash by which AUTOMATIC1111 knows an adapter: what its trainer wrote down, else SHA-256 of the tensors alone, so that edited notes
/// leave it as it is (kohya's <c>addnet_hash_safetensors</c>).
/// </summary>
internal static class AdapterHash
{
    private const int Digits = 12;

    public static string Of(SafetensorsFile file, CancellationToken cancellation)
    {
        if (file.Metadata.GetValueOrDefault("sshs_model_hash") is { Length: >= Digits } written && written.All(char.IsAsciiHexDigit))
        {
            return written[..Digits].ToLowerInvariant();
        }

        var header = sizeof(long) + BinaryPrimitives.ReadInt64LittleEndian(file.Bytes(0, sizeof(long)));
        return file.Sha256(header, cancellation)[..Digits];
    }
}
