using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Signatures;
using Atelier.DiscordBot.Session;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Check;

/// <summary>Whether Discord sends interactions where the bot takes them.</summary>
internal static class DeliveryCheck
{
    private const string What = "delivery";
    private const string Setting = "'Interactions Endpoint URL' (developer portal, your application, General Information)";

    public static FrontEndFinding Of(Application application, CheckedOptions options, Uri? publicAddress)
    {
        var there = application.InteractionsEndpointUrl;
        if (!options.IsOverHttp)
        {
            return application.IsOverHttp
                ? Wrong($"Discord sends interactions to {there}, and none over the gateway: empty {Setting}, or set delivery to 'http'")
                : new FrontEndFinding(What, FrontEndGrade.Ok, "by the gateway; no port is open");
        }

        try
        {
            _ = new RequestSignature(application.VerifyKey);
        }
        catch (FrontEndException exception)
        {
            return Wrong(exception.Message);
        }

        var here = publicAddress is null ? null : new Uri($"{publicAddress.AbsoluteUri.TrimEnd('/')}/discord/{HttpDelivery.Path}");
        if (!application.IsOverHttp)
        {
            var address = here?.AbsoluteUri ?? $"https://YOUR.SERVER/discord/{HttpDelivery.Path}";
            return Wrong(
                $"Discord does not send interactions over HTTP: set {Setting} to {address} while the server runs, or set delivery to 'gateway'");
        }

        return here is null || here.AbsoluteUri == there
            ? new FrontEndFinding(What, FrontEndGrade.Ok, $"over HTTP, to {there}")
            : new FrontEndFinding(
                What, FrontEndGrade.Advice, $"Discord sends interactions to {there}; by server.publicUrl this server is {here}");
    }

    private static FrontEndFinding Wrong(string detail) => new(What, FrontEndGrade.Wrong, detail);
}
