using System.Text.Json;

namespace Atelier.Host.Automation.Publishing;

/// <summary>
/// The one door for what is published. Each publication is kept before any target gets it, so that a rollback can show it again.
/// </summary>
/// <remarks>
/// Targets do not depend on each other: one that fails keeps its last good picture, the others take the new one, and the run fails and says
/// which took it. Webhooks are called last, and only when all others took it. The next publication that succeeds heals what failed.
/// </remarks>
internal interface IPublisher
{
    /// <summary>Says what is wrong with a target's settings: an unknown kind, a setting that is missing or does not fit.</summary>
    /// <param name="target">A JSON object with <c>kind</c>.</param>
    IEnumerable<(string Field, string Problem)> Check(JsonElement target);

    /// <summary>
    /// Keeps a publication and brings it to its targets. With the id of one before it does no harm: it goes on where that was broken off.
    /// </summary>
    /// <exception cref="Runs.RunException"><c>publish_failed</c>: the message says which targets took it, and why the others did
    /// not.</exception>
    Task<PublishReport> PublishAsync(Publication publication, IReadOnlyList<JsonElement> targets, CancellationToken cancellation);

    /// <summary>
    /// Shows an earlier publication again, on every target that the present one went to, webhooks apart, and says <c>recipe.restored</c>.
    /// </summary>
    /// <param name="version">Its id; null is the last before the present one that all targets took and nobody rolled back.</param>
    /// <exception cref="Runs.RunException"><c>not_found</c>: there is none to go back to; or <c>publish_failed</c>, as above.</exception>
    Task<PublishReport> RollBackAsync(string name, string? version, CancellationToken cancellation);
}

/// <summary>What became of a publication.</summary>
/// <param name="Version">The publication's id.</param>
/// <param name="Places">Where it is.</param>
internal sealed record PublishReport(string Name, string Version, IReadOnlyList<PublishedPlace> Places);
