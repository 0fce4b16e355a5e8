using System.Globalization;
using Atelier.Host.Webhooks.Signing;

namespace Atelier.Host.Webhooks.In;

/// <summary>Whether a message is from who it says.</summary>
/// <param name="Delivery">The sender's id of it.</param>
/// <param name="Event">What the headers say it is about; null where they do not.</param>
/// <param name="Refusal">Why it is not believed; null where it is.</param>
internal sealed record HookSignature(string? Delivery, string? Event, string? Refusal)
{
    private const int LongestDelivery = 200;

    /// <summary>How far a message's time may be from ours.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Looks at a message before anything of it is read.</summary>
    public static HookSignature Of(Hook hook, IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        hook.Scheme == HookSchemes.GitHub ? OfGitHub(hook, headers, body, now) : OfStandard(hook, headers, body, now);

    private static HookSignature OfStandard(Hook hook, IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var id = headers[StandardSignature.IdHeader].ToString();
        if (!IsId(id))
        {
            return Refuse($"{StandardSignature.IdHeader} is missing or no id");
        }

        if (!long.TryParse(headers[StandardSignature.TimestampHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp))
        {
            return Refuse($"{StandardSignature.TimestampHeader} is missing or no number");
        }

        if (Math.Abs((double)timestamp - now.ToUnixTimeSeconds()) > Window.TotalSeconds)
        {
            return Refuse($"{StandardSignature.TimestampHeader} is more than {Window.TotalMinutes} minutes from the server's clock");
        }

        return StandardSignature.IsSigned(
            hook.Secrets(now).Select(secret => WebhookSecret.KeyOf(secret)!), id, timestamp, body,
            headers[StandardSignature.SignatureHeader].ToString())
            ? new HookSignature(id, null, null)
            : Refuse("no signature fits");
    }

    // Their id is not signed: it tells one delivery from the next, and nothing more.
    private static HookSignature OfGitHub(Hook hook, IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var id = headers[GitHubSignature.DeliveryHeader].ToString();
        return !IsId(id) ? Refuse($"{GitHubSignature.DeliveryHeader} is missing or no id")
            : GitHubSignature.IsSigned(hook.Secrets(now), body, headers[GitHubSignature.SignatureHeader].ToString())
                ? new HookSignature(id, headers[GitHubSignature.EventHeader].ToString() is { Length: > 0 } type ? type : null, null)
            : Refuse("no signature fits");
    }

    private static HookSignature Refuse(string reason) => new(null, null, reason);

    private static bool IsId(string id) => id.Length is > 0 and <= LongestDelivery && id.All(letter => letter is > ' ' and < '\u007f');
}
