using System.ComponentModel;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Configuration;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Webhooks.Out;
using Atelier.Host.Worker;
using Atelier.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/jobs</c>.</summary>
internal static class JobEndpoints
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const int LongestIdempotencyKey = 200;

    public static void Map(RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapPost("", CreateAsync).RequireRole(Role.User).TakesUpTo(BodyLimit.JsonWithPictures).Accepts<JobBody>("application/json")
            .Produces<JobView>(StatusCodes.Status202Accepted)
            .WithSummary("Queues a job. When this is answered, the job survives whatever happens to the server.");
        jobs.MapGet("", ListAsync).RequireRole(Role.Viewer).WithSummary("Lists jobs, newest first: one's own, or all for operators.");
        jobs.MapGet("/{id}", GetAsync).RequireRole(Role.Viewer).WithSummary("One job, with its place in the queue or its progress.");
        jobs.MapPost("/{id}/cancel", CancelAsync).RequireRole(Role.User).WithSummary("Ends a job. One that is over stays as it is.");
        jobs.MapPost("/{id}/skip", SkipAsync).RequireRole(Role.User)
            .WithSummary("Ends the batch that a running job is making; what is done is kept.");
        jobs.MapPost("/{id}/replay", ReplayAsync).RequireRole(Role.User).Produces<JobView>(StatusCodes.Status202Accepted)
            .WithSummary("Makes a job again; the new job says whether it came out identical, or what differs.");
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, IGenerationQueue queue, AtelierOptions options, JobViews views, WebhookBook webhooks,
        [FromHeader(Name = IdempotencyKey), Description(
            "The same key gives the same job, however often it is sent. At most 200 characters.")] string? idempotencyKey,
        CancellationToken cancellation)
    {
        var body = await JobBodyReader.ReadAsync(context.Request, options.Limits, cancellation);
        var caller = context.Caller();
        if (body.Priority > 0 && caller.Role < Role.Operator)
        {
            throw new ApiException(ApiError.Invalid("priority", "must be 0 or less; an operator's key may go to 10"));
        }

        if (idempotencyKey is { Length: 0 or > LongestIdempotencyKey })
        {
            throw new ApiException(ApiError.Invalid(IdempotencyKey, $"must have 1 to {LongestIdempotencyKey} characters"));
        }

        if (body.Webhook is { } wish)
        {
            WebhookEndpoints.Check(wish.Wish, webhooks);
        }

        var job = await queue.EnqueueAsync(caller.Submission(body.Request, caller.Source ?? SourceOf(context.Request)) with
        {
            Priority = body.Priority,
            IdempotencyKey = idempotencyKey,
            WaitingLimit = caller.WaitingLimit,
        }, cancellation);
        var webhook = body.Webhook is { } asked ? await webhooks.AddOfJobAsync(asked.Wish, caller.Name, job.Id, cancellation) : null;
        return await AcceptedAsync(
            context, views, job, webhook is null ? null : new JobWebhookView(webhook.Url.AbsoluteUri, webhook.Secret));
    }

    private static async Task<PageOf<JobView>> ListAsync(
        HttpContext context, IJobStore jobs, JobViews views, [AsParameters] ListQuery query, string[]? state, string? owner, string? source,
        string? q,
        CancellationToken cancellation)
    {
        var caller = context.Caller();
        var page = await jobs.ListAsync(new JobFilter(
            query.Count(), query.Before(), caller.Role >= Role.Operator ? owner : caller.Name, StateNames.Read(state), source, q),
            cancellation);
        return new PageOf<JobView>([.. page.Jobs.Select(views.InList)], page.Next);
    }

    private static async Task<JobView> GetAsync(HttpContext context, string id, JobViews views, CancellationToken cancellation) =>
        await views.OfAsync(await views.FindAsync(id, context.Caller(), cancellation), cancellation);

    private static async Task<JobView> CancelAsync(
        HttpContext context, string id, JobViews views, IGenerationQueue queue, AuditLog audit, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var job = await views.FindAsync(id, caller, cancellation);
        var canceled = await queue.CancelAsync(id, cancellation) ?? job;
        if (job.Owner != caller.Name)
        {
            await audit.WriteAsync(caller.Name, "job.cancel", $"{id} of {job.Owner}", cancellation);
        }

        return await views.OfAsync(canceled, cancellation);
    }

    private static async Task<JobView> SkipAsync(
        HttpContext context, string id, JobViews views, IWorkers workers, CancellationToken cancellation)
    {
        var job = await views.FindAsync(id, context.Caller(), cancellation);
        if (job.State != JobState.Running)
        {
            throw new ApiException(new ApiError(StatusCodes.Status409Conflict, "not_running", "only a running job has a batch to skip"));
        }

        workers.Interrupt(id, Interruption.Skip);
        return await views.OfAsync(job, cancellation);
    }

    private static async Task<IResult> ReplayAsync(
        HttpContext context, string id, JobViews views, IGenerationQueue queue, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var original = await views.FindAsync(id, caller, cancellation);
        if (original.State != JobState.Succeeded)
        {
            throw new ApiException(
                new ApiError(
                    StatusCodes.Status409Conflict, "not_succeeded",
                    "only a job that has succeeded can be compared; post its request as a new one"));
        }

        return await AcceptedAsync(
            context, views, await queue.EnqueueAsync(caller.Submission(original.Request, Replays.SourceOf(original)), cancellation));
    }

    private static async Task<IResult> AcceptedAsync(HttpContext context, JobViews views, Job job, JobWebhookView? webhook = null) =>
        Results.Accepted($"/api/v1/jobs/{job.Id}", await views.OfAsync(job, context.RequestAborted) with { Webhook = webhook });

    private static string SourceOf(HttpRequest request) => Credentials.Of(request) is { IsSession: true } ? "page" : "api";
}
