using System.Globalization;
using System.Net;
using Atelier.Host.Texts;

namespace Atelier.Host.Downloads;

/// <summary>Says what a hub's refusal means, and what to do about it.</summary>
internal static class HubRefusals
{
    /// <param name="response">The answer.</param>
    /// <param name="asked">What was asked for, before redirects.</param>
    /// <param name="options">Who asked.</param>
    public static DownloadException Of(HttpResponseMessage response, Uri asked, HubOptions options)
    {
        var status = response.StatusCode;
        var message = Header(response, "X-Error-Message") is { } said ? $" ({OneLine.Of(said)})" : "";
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new DownloadException(
                DownloadFault.Denied,
                Denied(response, asked, options) + message, "source"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new DownloadException(
                DownloadFault.NotFound,
                Missing(response, asked) + message, "source"),
            HttpStatusCode.TooManyRequests => new DownloadException(
                DownloadFault.HubFailed,
                $"{asked.Host} has had too many requests{Later(response)}"),
            _ => new DownloadException(DownloadFault.HubFailed, $"{asked.Host} answers {Number(status)}{message}"),
        };
    }

    private static string Denied(HttpResponseMessage response, Uri asked, HubOptions options)
    {
        if (HubOptions.SameOrigin(asked, options.HuggingFace))
        {
            return Header(response, "X-Error-Code") == "GatedRepo"
                ? "the model is gated: sign in at the hub, open the model's page and accept its conditions, then set HF_TOKEN to a token of that account"
                : options.HuggingFaceToken is null
                ? "there is no such model, or it is private; for a private one set HF_TOKEN to a token that may read it"
                : "the token in HF_TOKEN may not read this model: check the token, and that its account has access to the model";
        }

        return !HubOptions.SameOrigin(asked, options.Civitai)
            ? $"{asked.Host} answers {Number(response.StatusCode)}: it wants a sign-in, which a plain URL has none of"
            : options.CivitaiToken is null ? "its maker asks for a sign-in: set CIVITAI_TOKEN to an API key of your account"
            : "the key in CIVITAI_TOKEN may not fetch this model: check the key; early-access models must be bought first";
    }

    private static string Missing(HttpResponseMessage response, Uri asked) => Header(response, "X-Error-Code") switch
    {
        "RevisionNotFound" => "the model has no such revision",
        "EntryNotFound" => "the model has no such file",
        _ => $"{asked.Host} has no such model",
    };

    private static string Later(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } delta
            ? string.Create(CultureInfo.InvariantCulture, $"; it asks to wait {delta.TotalSeconds:0} seconds")
            : "; try again later";

    private static string Number(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
