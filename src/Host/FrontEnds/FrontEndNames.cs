using System.Collections.Frozen;

namespace Atelier.Host.FrontEnds;

/// <summary>The first words of the server's own addresses, which no front end can have: its name is where it is called.</summary>
internal static class FrontEndNames
{
    private static readonly FrozenSet<string> Taken = new[]
    {
        "api", "controlnet", "docs", "favicon", "health", "hooks", "internal", "login", "logout", "metrics", "openapi", "page", "published",
        "sdapi", "swagger", "v1",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsTaken(string name) => Taken.Contains(name);
}
