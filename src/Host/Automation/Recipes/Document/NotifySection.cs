using System.ComponentModel;

namespace Atelier.Host.Automation.Recipes.Document;

internal sealed record NotifySection
{
    [Description("An address that is sent a signed event, as webhooks are.")]
    public required string Url { get; init; }

    [Description("The secret that signs it: env:NAME.")]
    public string? Secret { get; init; }

    [Description("published, failed, or both. Default: both.")]
    public IReadOnlyList<string> On { get; init; } = ["published", "failed"];
}
