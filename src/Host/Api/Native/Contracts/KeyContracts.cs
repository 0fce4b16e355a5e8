using Atelier.Host.Store;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A key that is wished for.</summary>
/// <param name="Name">1 to 64 letters, digits, '-', '_' or '.'; the owner of what is made with it.</param>
/// <param name="Role">What it may do. Default <c>user</c>.</param>
/// <param name="ExpiresAt">After this it is refused; null never.</param>
/// <param name="WaitingLimit">How many of its jobs may wait; null takes the server's.</param>
/// <param name="PicturesPerDay">How many pictures it may ask for in 24 hours; null is without limit.</param>
internal sealed record KeyBody(
    string Name, Role Role = Role.User, DateTimeOffset? ExpiresAt = null, int? WaitingLimit = null, int? PicturesPerDay = null);

/// <summary>A key as it is shown.</summary>
/// <param name="Prefix">Its first characters, to tell keys apart.</param>
/// <param name="Key">The key itself: in the answer that made it, and never again.</param>
internal sealed record KeyView(
    string Id, string Name, string Prefix, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt,
    int? WaitingLimit, int? PicturesPerDay, string? Key = null)
{
    public static KeyView Of(StoredKey key, string? secret = null) => new(
        key.Id, key.Name, key.Prefix, key.Role, key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.WaitingLimit, key.PicturesPerDay, secret);
}

/// <summary>A key to sign in with.</summary>
internal sealed record SessionBody(string Key);

/// <summary>Who is signed in.</summary>
internal sealed record SessionView(string Name, Role Role);
