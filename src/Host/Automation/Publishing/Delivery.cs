using Atelier.Host.Automation.Runs;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Publishing;

/// <summary>One publication's way to its targets.</summary>
internal sealed partial class Delivery(Publication publication, ILogger logger)
{
    private readonly List<PublishedPlace> _places = [];
    private readonly List<string> _failures = [];

    /// <summary>
    /// Brings it to every target; one that fails does not keep it from the others. Webhooks tell of it when it is everywhere.
    /// </summary>
    public async Task<DeliveryOutcome> RunAsync(IReadOnlyList<ChosenTarget> targets, CancellationToken cancellation)
    {
        foreach (var target in targets.Where(target => !target.IsWebhook))
        {
            await BringAsync(target, publication, cancellation);
        }

        var everywhere = _failures.Count == 0;
        var announced = publication with { Places = [.. _places] };
        foreach (var webhook in everywhere ? targets.Where(target => target.IsWebhook) : [])
        {
            await BringAsync(webhook, announced, cancellation);
        }

        return new DeliveryOutcome(_places, _failures, everywhere);
    }

    private async Task BringAsync(ChosenTarget target, Publication brought, CancellationToken cancellation)
    {
        try
        {
            _places.Add(await target.Target.PublishAsync(brought, target.Settings, cancellation));
        }
        catch (Exception exception) when (exception is RunException or QueueRefusedException)
        {
            _failures.Add($"{target.Target.Kind}: {exception.Message}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Unexpected(target.Target.Kind, exception);
            _failures.Add($"{target.Target.Kind}: failed in an unexpected way; the server's log says more");
        }
    }

    [LoggerMessage(LogLevel.Error, "The target {Kind} failed in an unexpected way")]
    private partial void Unexpected(string kind, Exception exception);
}

/// <summary>What became of it.</summary>
/// <param name="Failures">A line for each target that did not take it.</param>
/// <param name="Everywhere">Whether all targets but webhooks took it.</param>
internal sealed record DeliveryOutcome(IReadOnlyList<PublishedPlace> Places, IReadOnlyList<string> Failures, bool Everywhere)
{
    /// <summary>Which targets failed and why, and which took it.</summary>
    public string Message => $"{string.Join("; ", Failures)}. " + (Places.Count == 0
        ? "No target took it; all keep what they had"
        : $"{string.Join(", ", Places.Select(place => place.Place))} took it" + (Everywhere ? "" : "; the others keep what they had"));
}
