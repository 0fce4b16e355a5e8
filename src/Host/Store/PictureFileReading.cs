namespace Atelier.Host.Store;

internal static class PictureFileReading
{
    /// <summary>The whole of a kept file; null where there is none of that hash.</summary>
    public static async Task<byte[]?> ReadAsync(this IPictureFiles files, string hash, CancellationToken cancellation)
    {
        await using var stream = files.Open(hash);
        if (stream is null)
        {
            return null;
        }

        var file = new byte[stream.Length];
        await stream.ReadExactlyAsync(file, cancellation);
        return file;
    }
}
