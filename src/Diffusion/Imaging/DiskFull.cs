namespace Atelier.Diffusion.Imaging;

/// <summary>Tells a full disk from other failures.</summary>
public static class DiskFull
{
    /// <summary>Whether a write failed because no space, or no more of the user's share of it, is left.</summary>
    /// <param name="exception">What the write threw.</param>
    public static bool Is(Exception exception)
    {
        // ENOSPC and EDQUOT (Linux, macOS), ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
        const int noSpace = 28;
        const int overQuota = 122;
        const int overQuotaMac = 69;
        const int diskFull = unchecked((int)0x80070070);
        const int handleDiskFull = unchecked((int)0x80070027);
        return exception.HResult is noSpace or overQuota or overQuotaMac or diskFull or handleDiskFull;
    }
}
