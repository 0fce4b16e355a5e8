using Xunit;

namespace Atelier.Support.Discord;

/// <summary>A test against Discord's own description of its API. Skipped, and says so, where that is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiscordFactAttribute : FactAttribute
{
    public DiscordFactAttribute() =>
        Skip = DiscordDescription.Path is null ? "No description of Discord's API: set ATELIER_DISCORD_OPENAPI to one." : null;
}
