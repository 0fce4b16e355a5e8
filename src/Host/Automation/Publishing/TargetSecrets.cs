using Atelier.Host.Automation.Runs;
using Atelier.Host.Configuration;

namespace Atelier.Host.Automation.Publishing;

/// <summary>The secrets that targets name.</summary>
internal sealed class TargetSecrets(SecretReference references)
{
    /// <exception cref="RunException">The variable is not set.</exception>
    public Secret Require(string kind, string field, string reference) => references.Find(reference)
        ?? throw new RunException(
            "secret_missing", $"{kind}: {field} is {reference}, and the server's environment has no such variable", field);
}
