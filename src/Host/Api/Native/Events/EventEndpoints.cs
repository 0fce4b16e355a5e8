using System.Globalization;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Notify;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace Atelier.Host.Api.Native.Events;

/// <summary><c>/api/v1/events</c> and the events of one job, as server-sent events.</summary>
internal static class EventEndpoints
{
    private const string LastEventId = "Last-Event-ID";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/events", AllAsync).RequireRole(Role.Viewer).WithTags("Events").Produces<string>(contentType: "text/event-stream")
            .WithSummary(
                "What happens: events job (a job as it is now), event (anything else: type, timestamp, data), progress, changed (a list to fetch again).")
            .WithDescription(
                "What is stored (job, event) has an id; sent back as Last-Event-ID, all that was missed is told first. One hears of one's own; operators of all.");
        api.MapGet("/jobs/{id}/events", OfJobAsync).RequireRole(Role.Viewer).WithTags("Events")
            .Produces<string>(contentType: "text/event-stream")
            .WithSummary("What happens to one job, beginning with what it is now, until it is over.");
    }

    private static async Task AllAsync(
        HttpContext context, IEventFeed feed, JobViews views, IJobStore jobs, EventLoop loop,
        [FromHeader(Name = LastEventId)] string? lastEventId)
    {
        var after = SequenceOf(lastEventId);
        var teller = new FeedTeller(context.Caller(), jobs, views);
        await loop.RunAsync(
            context, cancellation => feed.ListenAsync(after, cancellation),
            (writer, item) => teller.TellAsync(writer, item, context.RequestAborted));
    }

    private static async Task OfJobAsync(HttpContext context, string id, IGenerationQueue queue, JobViews views, EventLoop loop)
    {
        await views.FindAsync(id, context.Caller(), context.RequestAborted);
        await loop.RunAsync(context, cancellation => queue.WatchAsync(id, cancellation), async (writer, update) =>
        {
            await (update.Progress is { } progress
                ? writer.EventAsync("progress", ProgressEvent.Of(update.Job.Id, progress))
                : writer.EventAsync("job", await views.OfAsync(update.Job, context.RequestAborted)));
        });
    }

    private static long? SequenceOf(string? text) => text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence
        : throw new ApiException(ApiError.Invalid(LastEventId, "must be an event's id, a whole number"));
}
