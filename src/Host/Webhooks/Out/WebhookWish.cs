using System.Net;
using Atelier.Generation;
using Atelier.Host.Net;
using Atelier.Host.Texts;
using Atelier.Host.Webhooks.Signing;

namespace Atelier.Host.Webhooks.Out;

/// <summary>What somebody asks of a webhook; null leaves open.</summary>
/// <param name="Field">What its fields are below in the request: empty, or <c>webhook.</c>.</param>
internal sealed record WebhookWish(string Field, string? Url, IReadOnlyList<string>? Events, string? Description, string? Secret)
{
    private const int LongestUrl = 2000;
    private const int LongestDescription = 200;
    private const int MostEvents = 50;

    /// <summary>The address; only where there are no <see cref="Problems"/>.</summary>
    public Uri? Uri => Url is null ? null : new Uri(Url);

    /// <summary>Everything that is wrong. Where a name leads shows only when it is called.</summary>
    public IEnumerable<RequestException> Problems(AddressRules rules)
    {
        if (Url is not null && UrlProblem(Url, rules) is { } wrong)
        {
            yield return new RequestException(Field + "url", wrong);
        }

        if (Events is { Count: 0 or > MostEvents })
        {
            yield return new RequestException(Field + "events", $"must have 1 to {MostEvents} elements");
        }

        foreach (var problem in (Events ?? []).Select(EventFilter.Problem).OfType<string>().Take(1))
        {
            yield return new RequestException(Field + "events", problem);
        }

        if (Description is { Length: > LongestDescription })
        {
            yield return new RequestException(Field + "description", $"must have at most {LongestDescription} characters");
        }

        if (Secret is not null && WebhookSecret.KeyOf(Secret) is null)
        {
            yield return new RequestException(Field + "secret", WebhookSecret.Expected);
        }
    }

    private static string? UrlProblem(string url, AddressRules rules) =>
        url.Length > LongestUrl || !System.Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")
            || uri.Host.Length == 0
            ? $"{OneLine.Quoted(url)} is not possible; it must be an address as https://example.org/hook, of at most {LongestUrl} characters"
        : uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 ? "must have no user and no fragment"
        : IPAddress.TryParse(uri.DnsSafeHost, out var address) && !rules.Allows(address)
            ? $"{uri.Host} is not a public address; {rules.Setting} can allow it"
        : uri.Scheme == "http" && !(address is null ? rules.NamesAny : rules.Names(address))
            ? $"must be https; plain http goes only to networks that {rules.Setting} names"
        : null;
}
