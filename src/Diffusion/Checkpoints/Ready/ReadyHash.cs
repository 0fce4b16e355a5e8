using System.Security.Cryptography;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// The hash that names a ready-made model: of the UNet's file and then of its external data, since without these two finetunes look the
/// same.
/// </summary>
internal static class ReadyHash
{
    /// <exception cref="CheckpointException">A file must not be opened.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static string Of(string network, CancellationToken cancellation)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        foreach (var path in ExternalDataGuard.CheckModel(network).Prepend(network))
        {
            using var file = File.OpenRead(path);
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                sha.AppendData(buffer, 0, read);
            }
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
