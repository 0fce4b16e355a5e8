namespace Atelier.Host.Store;

/// <summary>API keys: their SHA-256, never themselves.</summary>
internal interface IKeyStore
{
    Task<IReadOnlyList<StoredKey>> ListAsync(CancellationToken cancellation);

    /// <param name="hash">SHA-256 of the whole key, in lower-case hexadecimal.</param>
    Task<StoredKey?> FindAsync(string hash, CancellationToken cancellation);

    /// <returns>False where the name is taken.</returns>
    Task<bool> AddAsync(StoredKey key, CancellationToken cancellation);

    /// <returns>False where there is none.</returns>
    Task<bool> RemoveAsync(string id, CancellationToken cancellation);

    /// <summary>Notes when a key was last used; called at most once a minute for each.</summary>
    Task TouchAsync(string id, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Appends a line to the audit log.</summary>
    Task AuditAsync(AuditEntry entry, CancellationToken cancellation);

    /// <summary>The newest audit lines, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> AuditLogAsync(int most, CancellationToken cancellation);
}

/// <summary>A key, without its secret.</summary>
/// <param name="Id">A ULID.</param>
/// <param name="Name">What its owner is called; unique.</param>
/// <param name="Prefix">The first characters, to tell keys apart in lists.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">After this it is refused; null never.</param>
/// <param name="WaitingLimit">How many of its jobs may wait; null takes the server's.</param>
/// <param name="PicturesPerDay">How many pictures it may ask for in 24 hours; null is without limit.</param>
internal sealed record StoredKey(
    string Id, string Name, string Hash, string Prefix, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt, int? WaitingLimit, int? PicturesPerDay);

/// <summary>What a key may do; each may do what those before it may.</summary>
internal enum Role
{
    /// <summary>Look.</summary>
    Viewer,

    /// <summary>Make pictures, and see its own.</summary>
    User,

    /// <summary>All jobs, models, the queue.</summary>
    Operator,

    /// <summary>Keys, plugins, settings.</summary>
    Admin,
}

/// <param name="Who">A key's name, or <c>system</c>.</param>
/// <param name="Action">As <c>key.create</c>.</param>
/// <param name="Detail">One line, without secrets.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Who, string Action, string Detail);
