using System.Globalization;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Cli.Automation;
using Atelier.Host.Cli.Lists;

namespace Atelier.Host.Cli.Webhooks;

/// <summary>Webhooks and what they were told as rows.</summary>
internal static class WebhookRows
{
    public static Listing Of(IEnumerable<WebhookView> webhooks) => new(
        ["Id", "Url", "Events", "State", "Description", "Owner"],
        [
            .. webhooks.Select(webhook => (string[])
            [
                webhook.Id, webhook.Url, string.Join(' ', webhook.Events), StateOf(webhook), webhook.Description, webhook.Owner,
            ]),
        ],
        Details: 1);

    /// <summary>One whose secret is told, this once.</summary>
    public static Listing WithSecret(WebhookView webhook) =>
        new(["Id", "Url", "Secret"], [[webhook.Id, webhook.Url, webhook.Secret ?? ""]]);

    public static Listing Of(IEnumerable<DeliveryView> deliveries) => new(
        ["Id", "Type", "State", "Told", "Calls", "Answer", "Next", "Webhook", "Hash"],
        [
            .. deliveries.Select(delivery => (string[])
            [
                delivery.Id, delivery.Type, ServerVerb.Word(delivery.State), Text(delivery.CreatedAt),
                delivery.Attempts.Count.ToString(CultureInfo.InvariantCulture),
                delivery.Attempts is [.., var last] ? last.Error ?? $"{last.Status}" : "", delivery.DueAt is { } due ? Text(due) : "",
                delivery.WebhookId, delivery.BodyHash,
            ]),
        ],
        Details: 2);

    public static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static string StateOf(WebhookView webhook) => webhook.Disabled ?? (!webhook.Enabled ? "disabled"
        : webhook.FailingSince is { } since ? $"failing since {Text(since)}"
        : webhook.PausedUntil is { } until ? $"asked to wait until {Text(until)}"
        : "enabled");
}
