using System.Text.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Tests.Automation.Recipes;

/// <summary>
/// A publisher that remembers what it was given; it knows the kinds <c>site</c> and <c>folder</c>, the latter with a path.
/// </summary>
internal sealed class PretendPublisher : IPublisher
{
    public List<(Publication Publication, IReadOnlyList<JsonElement> Targets)> Published { get; } = [];

    /// <summary>Why nothing can be published; null lets it.</summary>
    public string? Failure { get; set; }

    public IEnumerable<(string Field, string Problem)> Check(JsonElement target)
    {
        var kind = target.ValueKind == JsonValueKind.Object && target.TryGetProperty("kind", out var given) ? given.GetString() : null;
        if (kind is not ("site" or "folder"))
        {
            yield return ("kind", "must be site or folder");
        }
        else if (kind == "folder" && !target.TryGetProperty("path", out _))
        {
            yield return ("path", "is missing");
        }
    }

    public Task<PublishReport> PublishAsync(Publication publication, IReadOnlyList<JsonElement> targets, CancellationToken cancellation)
    {
        if (Failure is { } failure)
        {
            throw new RunException("publish_failed", failure);
        }

        Published.Add((publication, targets));
        return Task.FromResult(new PublishReport(
            publication.Name, publication.Id,
            [.. targets.Select(target => new PublishedPlace(target.GetProperty("kind").GetString()!, $"here {publication.Name}"))]));
    }

    public Task<PublishReport> RollBackAsync(string name, string? version, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
