using System.Text.Json.Serialization;

namespace Atelier.DiscordBot.Client.Model;

/// <summary>The bot's own application.</summary>
/// <param name="VerifyKey">Checks what Discord sends over HTTP: 32 bytes in hex.</param>
/// <param name="InteractionsEndpointUrl">Where Discord sends interactions; null, and it sends them over the gateway.</param>
internal sealed record Application(
    string Id, string Name, string VerifyKey = "", string? InteractionsEndpointUrl = null, User? Bot = null)
{
    /// <summary>Whether Discord sends interactions over HTTP, and so not over the gateway.</summary>
    [JsonIgnore]
    public bool IsOverHttp => !string.IsNullOrEmpty(InteractionsEndpointUrl);
}

/// <param name="Url">Where to connect.</param>
internal sealed record GatewayAddress(string Url, SessionStartLimit? SessionStartLimit = null);

/// <param name="Remaining">How many sessions may yet be begun.</param>
/// <param name="ResetAfter">Milliseconds until there are as many again as <paramref name="Total"/>.</param>
internal sealed record SessionStartLimit(int Total, int Remaining, long ResetAfter, int MaxConcurrency = 1);

internal sealed record Guild(string Id, string Name);

/// <param name="Permissions">A bit set in decimal, as are those of overwrites.</param>
internal sealed record GuildRole(string Id, string Name, string Permissions = "0");

internal sealed record GuildChannel(
    string Id, int Type, string? Name = null, IReadOnlyList<PermissionOverwrite>? PermissionOverwrites = null);

/// <param name="Id">A role's or a member's.</param>
/// <param name="Type">0 of a role, 1 of a member.</param>
internal sealed record PermissionOverwrite(string Id, int Type, string Allow = "0", string Deny = "0");
