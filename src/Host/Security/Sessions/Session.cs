namespace Atelier.Host.Security.Sessions;

/// <summary>A sign-in of the page.</summary>
/// <param name="Token">SHA-256 of what the cookie says, so that the file gives nobody a way in.</param>
/// <param name="Key">SHA-256 of the key that signed in; the session ends with it.</param>
internal sealed record Session(string Token, string Key, DateTimeOffset EndsAt);
