using System.Security.Cryptography;
using System.Text;
using Atelier.Generation;
using Atelier.Host.Store;

namespace Atelier.Host.Security.Keys;

/// <summary>Makes, finds and removes keys. What is removed is refused at once: nothing here is remembered.</summary>
internal sealed class KeyRing(IKeyStore store, Ulids ids, TimeProvider time)
{
    public Task<IReadOnlyList<StoredKey>> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    /// <summary>The key of a text; null where it is none of ours, or has expired.</summary>
    public Task<StoredKey?> FindAsync(string key, CancellationToken cancellation) =>
        ApiKey.IsPossible(key) ? FindHashAsync(ApiKey.Hash(key), cancellation) : Task.FromResult<StoredKey?>(null);

    /// <summary>The key of a hash; null where there is none, or it has expired.</summary>
    public async Task<StoredKey?> FindHashAsync(string hash, CancellationToken cancellation)
    {
        var found = await store.FindAsync(hash, cancellation);
        return found is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(found.Hash), Encoding.ASCII.GetBytes(hash))
            && !HasExpired(found)
            ? found
            : null;
    }

    public bool HasExpired(StoredKey key) => key.ExpiresAt <= time.GetUtcNow();

    /// <summary>Adds a key.</summary>
    /// <param name="secret">The key itself; null makes a new one.</param>
    /// <returns>The key with its secret, which is told this once; null where the name is taken.</returns>
    public async Task<NewKey?> AddAsync(KeyWish wish, string? secret, CancellationToken cancellation)
    {
        secret ??= ApiKey.New();
        var now = time.GetUtcNow();
        var key = new StoredKey(
            ids.Next(), wish.Name, ApiKey.Hash(secret), ApiKey.PrefixOf(secret), wish.Role, now, wish.ExpiresAt, null, wish.WaitingLimit,
            wish.PicturesPerDay);
        return await store.AddAsync(key, cancellation) ? new NewKey(key, secret) : null;
    }

    public Task<bool> RemoveAsync(string id, CancellationToken cancellation) => store.RemoveAsync(id, cancellation);
}

/// <summary>What a new key should be.</summary>
internal sealed record KeyWish(
    string Name, Role Role, DateTimeOffset? ExpiresAt = null, int? WaitingLimit = null, int? PicturesPerDay = null)
{
    private const int LongestName = 64;

    /// <summary>
    /// What is wrong with it, with the field. Names own jobs: a front end's users have a colon in theirs, keys have none.
    /// </summary>
    public IEnumerable<RequestException> Problems(DateTimeOffset now)
    {
        if (Name.Length is 0 or > LongestName || Name == AuditLog.System
            || !Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            yield return new RequestException(
                "name", $"must be 1 to {LongestName} letters, digits, '-', '_' or '.', and not '{AuditLog.System}'");
        }

        if (ExpiresAt <= now)
        {
            yield return new RequestException("expiresAt", "lies in the past");
        }

        if (WaitingLimit < 1)
        {
            yield return new RequestException("waitingLimit", "must be at least 1");
        }

        if (PicturesPerDay < 1)
        {
            yield return new RequestException("picturesPerDay", "must be at least 1");
        }
    }
}

/// <summary>A key with its secret.</summary>
internal sealed record NewKey(StoredKey Key, string Secret);
