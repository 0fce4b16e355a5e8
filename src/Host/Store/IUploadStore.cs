namespace Atelier.Host.Store;

/// <summary>
/// Pictures that callers brought. Their files are in <see cref="IPictureFiles"/>; one that no job began with is forgotten after a while.
/// Any implementation passes <c>UploadStoreCompliance</c>.
/// </summary>
internal interface IUploadStore
{
    /// <summary>Notes that an owner brought a picture. One that was there already is young again.</summary>
    Task AddAsync(StoredUpload upload, CancellationToken cancellation);

    /// <param name="hash">The file's.</param>
    /// <param name="owner">Null finds anybody's.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<StoredUpload?> FindAsync(string hash, string? owner, CancellationToken cancellation);

    /// <summary>
    /// Whether an owner, or another of the same front end (<see cref="Owners"/>), brought a file, made it, or began a job with it that is
    /// still recorded.
    /// </summary>
    /// <param name="hash">The file's.</param>
    /// <param name="owner">Null is anybody.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<bool> KnowsAsync(string hash, string? owner, CancellationToken cancellation);

    /// <summary>Bytes of what an owner brought and no job began with.</summary>
    Task<long> UnusedBytesAsync(string owner, CancellationToken cancellation);

    /// <summary>Forgets what was brought before a time and no recorded job began with.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveUnusedAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>All file hashes that an upload is, or a recorded job began with.</summary>
    Task<IReadOnlySet<string>> HashesAsync(CancellationToken cancellation);
}

/// <summary>A picture that a caller brought.</summary>
/// <param name="Hash">SHA-256 of its file.</param>
/// <param name="Format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
/// <param name="Bytes">The file's size.</param>
internal sealed record StoredUpload(string Hash, string Owner, string Format, int Width, int Height, long Bytes, DateTimeOffset UploadedAt);
