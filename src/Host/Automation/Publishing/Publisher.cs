using System.Text.Json;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing;

/// <summary>Brings publications to their targets, and earlier ones back.</summary>
internal sealed partial class Publisher(
    Targets targets, PublicationKeeper keeper, IPublicationStore store, PublishingOptions options, IEventLog events,
    ILogger<Publisher> logger) : IPublisher
{
    private readonly TurnByName _turns = new();

    public IEnumerable<(string Field, string Problem)> Check(JsonElement target) => targets.Check(target);

    public async Task<PublishReport> PublishAsync(
        Publication publication, IReadOnlyList<JsonElement> settings, CancellationToken cancellation)
    {
        PublicationRules.Check(publication);
        var chosen = targets.Require(settings);
        using var turn = await _turns.TakeAsync(publication.Name, cancellation);
        await keeper.KeepAsync(publication, JsonSerializer.Serialize(settings, ApiJson.Options), cancellation);
        var earlier = (await store.HistoryAsync(publication.Name, cancellation)).Select(kept => kept.Facts)
            .Where(facts => facts.Id != publication.Id);
        var places = await BringAsync(publication with { Earlier = [.. earlier] }, chosen, cancellation);
        await store.RemoveOldAsync(publication.Name, options.Keep, cancellation);
        return new PublishReport(publication.Name, publication.Id, places);
    }

    public async Task<PublishReport> RollBackAsync(string name, string? version, CancellationToken cancellation)
    {
        using var turn = await _turns.TakeAsync(name, cancellation);
        var history = await store.HistoryAsync(name, cancellation);
        var present = (await store.FindNameAsync(name, cancellation))?.Present;
        var from = history.FirstOrDefault(kept => kept.Facts.Id == present)
            ?? throw NotFound($"nothing is published as {OneLine.Quoted(name)}");
        var to = version is null
            ? history.SkipWhile(kept => kept != from).Skip(1).FirstOrDefault(kept => kept is { Everywhere: true, RolledBack: false })
                ?? throw NotFound($"{name} has no publication before {present} to go back to")
            : history.FirstOrDefault(kept => kept.Facts.Id == version)
                ?? throw NotFound($"{name} has no version {OneLine.Quoted(version)}");
        var publication = await keeper.LoadAsync(to.Facts, cancellation);
        var chosen = targets.Require([.. JsonElement.Parse(from.Targets).EnumerateArray()]).Where(target => !target.IsWebhook).ToList();

        // From here on the server's end does not matter: the next one goes on (UnfinishedReturns).
        await store.BeginReturnAsync(name, to.Facts.Id, cancellation);
        try
        {
            var places = await BringAsync(publication, chosen, cancellation);
            await events.AppendAsync("recipe.restored", publication.Owner, JsonSerializer.Serialize(
                new { publication.Name, Version = publication.Id, publication.Alt, Places = places }, ApiJson.Options), cancellation);
            return new PublishReport(name, to.Facts.Id, places);
        }
        finally
        {
            if (!cancellation.IsCancellationRequested)
            {
                await store.EndReturnAsync(name, cancellation);
            }
        }
    }

    private async Task<IReadOnlyList<PublishedPlace>> BringAsync(
        Publication publication, IReadOnlyList<ChosenTarget> chosen, CancellationToken cancellation)
    {
        var outcome = await new Delivery(publication, logger).RunAsync(chosen, cancellation);
        await store.PlaceAsync(
            publication.Name, publication.Id, JsonSerializer.Serialize(outcome.Places, ApiJson.Options), outcome.Everywhere, cancellation);
        if (outcome.Failures.Count > 0)
        {
            Failed(publication.Name, publication.Id, outcome.Message);
            throw new RunException("publish_failed", outcome.Message);
        }

        Published(publication.Name, publication.Id, outcome.Places.Count);
        return outcome.Places;
    }

    private static RunException NotFound(string message) => new("not_found", message);

    [LoggerMessage(LogLevel.Information, "Published {Name}, version {Version}, to {Count} targets")]
    private partial void Published(string name, string version, int count);

    [LoggerMessage(LogLevel.Warning, "Publishing {Name}, version {Version}: {Problem}")]
    private partial void Failed(string name, string version, string problem);
}
