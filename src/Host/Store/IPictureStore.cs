namespace Atelier.Host.Store;

/// <summary>
/// The index of the pictures that are kept. Their files are in <see cref="IPictureFiles"/>. Any implementation passes
/// <c>PictureStoreCompliance</c>.
/// </summary>
internal interface IPictureStore
{
    Task<StoredPicture?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Pictures that match, newest first.</summary>
    Task<PicturePage> ListAsync(PictureFilter filter, CancellationToken cancellation);

    /// <summary>Forgets a picture. Its file goes once nothing names it: <see cref="IPictureFiles.SweepAsync"/>.</summary>
    /// <returns>False where there is none.</returns>
    Task<bool> RemoveAsync(string id, CancellationToken cancellation);

    /// <summary>Marks a picture as a favourite, which retention spares.</summary>
    Task<bool> SetFavoriteAsync(string id, bool favorite, CancellationToken cancellation);

    Task<PictureTotals> TotalsAsync(CancellationToken cancellation);

    /// <summary>The oldest pictures that are no favourites: what retention removes first.</summary>
    Task<IReadOnlyList<StoredPicture>> OldestAsync(int most, CancellationToken cancellation);

    /// <summary>All file hashes that a picture names.</summary>
    Task<IReadOnlySet<string>> HashesAsync(CancellationToken cancellation);
}

/// <summary>A picture that a worker has made and put into <see cref="IPictureFiles"/>.</summary>
/// <param name="Id">A new ULID.</param>
/// <param name="Thumbnail">The hash of its thumbnail's file, a WebP of at most 384 pixels a side.</param>
/// <param name="Recipe">Everything that decided it, as JSON.</param>
/// <param name="Infotext">AUTOMATIC1111's <c>parameters</c> text.</param>
internal sealed record NewPicture(
    string Id, string Hash, string Thumbnail, string Format, int Width, int Height, long Bytes, ulong Seed, string Recipe, string Infotext);

/// <summary>A picture that is kept.</summary>
/// <param name="Index">Which picture of its job, from 0.</param>
internal sealed record StoredPicture(
    string Id, string JobId, int Index, string Owner, string Hash, string Thumbnail, string Format, int Width, int Height, long Bytes,
    ulong Seed,
    string Prompt, string Model, string Recipe, string Infotext, bool Favorite, DateTimeOffset CreatedAt);

/// <summary>Which pictures to list. A null field takes all.</summary>
/// <param name="Limit">1 to 200.</param>
/// <param name="Before">A cursor: the id before which to go on.</param>
/// <param name="Text">Words of the prompt.</param>
internal sealed record PictureFilter(
    int Limit, string? Before = null, string? Owner = null, string? Text = null, string? Model = null, bool? Favorite = null);

/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record PicturePage(IReadOnlyList<StoredPicture> Pictures, string? Next);

internal sealed record PictureTotals(long Count, long Bytes);
