using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;

namespace Atelier.Host.Automation.Recipes.Document;

/// <summary>JSON from elsewhere, for <c>{{data.NAME.…}}</c>.</summary>
internal sealed record DataSource
{
    [Description("An https address. Templates in it are escaped as addresses need it.")]
    public required string Url { get; init; }

    [Description("Secret header fields by name, each env:NAME: a variable of the server's environment.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;

    [Description("How many seconds it may take, 1 to 60. Default: 10.")]
    public int Timeout { get; init; } = 10;

    [Description("What is taken where it cannot be reached, or lacks a value. Without it the run fails then.")]
    public JsonElement? Fallback { get; init; }
}
