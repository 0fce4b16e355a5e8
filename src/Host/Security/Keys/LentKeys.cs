using System.Collections.Concurrent;

namespace Atelier.Host.Security.Keys;

/// <summary>
/// Keys for what runs on somebody's behalf: each stands for its owner's own, with the owner's name, role and limits, until it is taken
/// back. They are kept in memory alone, by their hash. Where the owner's key is removed, they hold no longer either.
/// </summary>
internal sealed class LentKeys(KeyRing keys)
{
    private readonly ConcurrentDictionary<string, Loan> _loans = new();

    /// <summary>Lends a key.</summary>
    /// <param name="owner">The name of the owner's key.</param>
    /// <param name="source">Where jobs that are asked for with it come from.</param>
    /// <returns>The key, which is taken back when this is disposed; null where the owner's key is gone or has expired.</returns>
    public async Task<LentKey?> LendAsync(string owner, string source, CancellationToken cancellation)
    {
        if ((await keys.ListAsync(cancellation)).FirstOrDefault(key => key.Name == owner && !keys.HasExpired(key)) is not { } key)
        {
            return null;
        }

        var secret = ApiKey.New();
        _loans[ApiKey.Hash(secret)] = new Loan(key.Hash, source);
        return new LentKey(secret, () => _loans.TryRemove(ApiKey.Hash(secret), out _));
    }

    /// <summary>The hash of the owner's key behind a text; null where it is not lent.</summary>
    public string? OwnerOf(string text) => Find(text)?.OwnerHash;

    /// <summary>Where jobs asked for with a text come from; null where it is not lent.</summary>
    public string? SourceOf(string text) => Find(text)?.Source;

    private Loan? Find(string text) => _loans.IsEmpty || !ApiKey.IsPossible(text) ? null : _loans.GetValueOrDefault(ApiKey.Hash(text));

    private sealed record Loan(string OwnerHash, string Source);
}

/// <summary>A key that is taken back when this is disposed.</summary>
internal sealed class LentKey(string secret, Action takeBack) : IDisposable
{
    public string Secret => secret;

    public void Dispose() => takeBack();
}
