using Atelier.Host.Configuration;

namespace Atelier.Host.Automation.Publishing.Webhooks;

/// <summary>The settings of a <see cref="WebhookTarget"/>.</summary>
internal sealed record WebhookSettings : TargetSettings
{
    /// <summary>Who is told.</summary>
    public required string Url { get; init; }

    /// <summary><c>env:NAME</c>: the secret that the message is signed with, <c>whsec_</c> and base64.</summary>
    public required string Secret { get; init; }

    public IEnumerable<(string Field, string Problem)> Problems()
    {
        foreach (var problem in AddressProblems("url", Url))
        {
            yield return problem;
        }

        if (SecretReference.Problem(Secret) is { } wrong)
        {
            yield return ("secret", wrong);
        }
    }
}
