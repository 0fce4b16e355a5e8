namespace Atelier.FrontEnds;

/// <summary>
/// Texts by key that outlive the process, each front end its own. What is written when a call returns is on the disk. Keys have at most 200
/// characters, values 256 KB.
/// </summary>
public interface IFrontEndStore
{
    /// <summary>The value; null where there is none, or its time has passed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<string?> GetAsync(string key, CancellationToken cancellation = default);

    /// <summary>Writes a value over whatever was there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="lasts">How long it is kept; null for ever.</param>
    /// <param name="cancellation">Gives up waiting; it may have been written.</param>
    Task SetAsync(string key, string value, TimeSpan? lasts = null, CancellationToken cancellation = default);

    /// <summary>Writes a value where there is none: of several who try at once one succeeds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="lasts">How long it is kept; null for ever.</param>
    /// <param name="cancellation">Gives up waiting; it may have been written.</param>
    /// <returns>False where there was one.</returns>
    Task<bool> TryAddAsync(string key, string value, TimeSpan? lasts = null, CancellationToken cancellation = default);

    /// <summary>Forgets a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>False where there was none.</returns>
    Task<bool> RemoveAsync(string key, CancellationToken cancellation = default);

    /// <summary>All whose key begins so, by key.</summary>
    /// <param name="prefix">How keys begin.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<IReadOnlyList<KeyValuePair<string, string>>> ListAsync(string prefix, CancellationToken cancellation = default);
}
