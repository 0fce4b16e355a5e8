using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A job as it is shown.</summary>
/// <param name="Position">How many waiting jobs go before it; only of a single job that waits.</param>
/// <param name="Source">What brought it: <c>api</c>, <c>page</c>, <c>sdapi</c>, <c>openai</c>, <c>replay:ID</c>, a front end's
/// name.</param>
/// <param name="Request">What is made: names resolved, seed chosen.</param>
/// <param name="Pictures">What it made; empty until it has succeeded.</param>
internal sealed record JobView(
    string Id, JobState State, int? Position, string Owner, string Source, int Priority, int Attempts,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    GenerationRequest Request, ProgressView? Progress, JobError? Error, IReadOnlyList<PictureView> Pictures)
{
    /// <summary>Of a replay that has succeeded: whether every picture came out as it was.</summary>
    public bool? Identical { get; init; }

    /// <summary>Of a replay that came out otherwise: what differs.</summary>
    public IReadOnlyList<Difference>? Differences { get; init; }

    /// <summary>Its own webhook: in the answer that accepts it.</summary>
    public JobWebhookView? Webhook { get; init; }

    public static JobView Of(Job job, int? position = null, JobProgress? progress = null) => new(
        job.Id, job.State, position, job.Owner, job.Source, job.Priority, job.Attempts, job.CreatedAt, job.StartedAt, job.EndedAt,
        job.Request,
        progress is null ? null : ProgressView.Of(progress), job.Error,
        [.. job.Pictures.Select((picture, index) => PictureView.Of(job, picture, index))]);
}

/// <summary>A page of a list.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record PageOf<T>(
    IReadOnlyList<T> Items,
    [property: System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? Next);

/// <summary>Something that is not as it was.</summary>
/// <param name="Field">A recipe's field, as <c>model.hash</c>, or <c>picture</c> where the pictures alone differ.</param>
internal sealed record Difference(string Field, string? Was, string? Is);
