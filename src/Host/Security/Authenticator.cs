using Atelier.Host.Security.Keys;
using Atelier.Host.Security.Sessions;
using Atelier.Host.Store;

namespace Atelier.Host.Security;

/// <summary>Finds out who sends a request.</summary>
internal sealed class Authenticator(KeyRing keys, SessionBook sessions, LentKeys lent)
{
    /// <summary>The key behind credentials; null where they are wrong, or no longer right.</summary>
    public async Task<StoredKey?> FindAsync(Credentials credentials, CancellationToken cancellation) => credentials.IsSession
        ? sessions.KeyOf(credentials.Secret) is { } hash ? await keys.FindHashAsync(hash, cancellation) : null
        : lent.OwnerOf(credentials.Secret) is { } owner ? await keys.FindHashAsync(owner, cancellation)
        : await keys.FindAsync(credentials.Secret, cancellation);

    /// <summary>Whether a caller's key still holds. What lasts longer than a second asks every second.</summary>
    public async Task<bool> StillHoldsAsync(HttpContext context) =>
        Credentials.Of(context.Request) is { } credentials && await FindAsync(credentials, context.RequestAborted) is not null;
}
