using Atelier.Host.Configuration;
using Atelier.Host.Store;

namespace Atelier.Host.Security.Keys;

/// <summary>Sees to it that there is an admin key before the server listens.</summary>
internal sealed class FirstKey(KeyRing keys, AuditLog audit)
{
    /// <summary>The name of the key that a server is set up with.</summary>
    public const string Name = "admin";

    /// <summary>Whether somebody may administer the server already.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellation) =>
        (await keys.ListAsync(cancellation)).Any(key => key.Role == Role.Admin && !keys.HasExpired(key));

    /// <summary>Makes the given key the one named <c>admin</c>, or a new one where none is given and there is no admin key.</summary>
    /// <returns>A new key's secret, to be shown this once; null where nothing is to be shown.</returns>
    /// <exception cref="OptionsException">The given key is another's.</exception>
    public async Task<string?> EnsureAsync(string? given, CancellationToken cancellation)
    {
        if (given is null && await ExistsAsync(cancellation))
        {
            return null;
        }

        var all = await keys.ListAsync(cancellation);
        var named = all.FirstOrDefault(key => key.Name == Name);
        if (given is not null)
        {
            if (named is { Role: Role.Admin, ExpiresAt: null } && named.Hash == ApiKey.Hash(given))
            {
                return null;
            }

            if (all.FirstOrDefault(key => key.Hash == ApiKey.Hash(given) && key.Name != Name) is { } other)
            {
                throw new OptionsException($"{AdminKeySource.Variable}: this is the key named '{other.Name}'; give another");
            }
        }

        if (named is not null)
        {
            await keys.RemoveAsync(named.Id, cancellation);
        }

        var made = await keys.AddAsync(new KeyWish(Name, Role.Admin), given, cancellation)
            ?? throw new OptionsException($"the key '{Name}' was added by someone else just now; start again");
        await audit.WriteAsync(AuditLog.System, "key.create", $"{made.Key.Name} ({made.Key.Role})", cancellation);
        return given is null ? made.Secret : null;
    }
}
