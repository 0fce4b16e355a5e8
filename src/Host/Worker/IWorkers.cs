using Atelier.Jobs;

namespace Atelier.Host.Worker;

/// <summary>
/// The server's side of its workers: in a child process, or in this one with <c>--in-process</c>. Jobs do not go through here, they lie in
/// the store; this wakes workers, ends jobs at once, brings progress, and asks for what only a worker can answer.
/// </summary>
internal interface IWorkers
{
    /// <summary>What the worker brings; null until the first has said so.</summary>
    Inventory? Inventory { get; }

    /// <summary>What each worker is doing.</summary>
    IReadOnlyList<WorkerStatus> Status { get; }

    /// <summary>
    /// Raised when jobs changed in the store, progress came in, or inventory or residency changed. Handlers return quickly.
    /// </summary>
    event Action<WorkerNews>? News;

    /// <summary>Waits until there is an inventory.</summary>
    Task<Inventory> InventoryAsync(CancellationToken cancellation);

    /// <summary>Says that there is a new job.</summary>
    void Wake();

    /// <summary>Says that a running job, or a part of it, should end now.</summary>
    void Interrupt(string jobId, Interruption interruption);

    /// <summary>Says that somebody looks at progress: for the next ten seconds previews are made.</summary>
    void Look();

    /// <summary>Asks a worker.</summary>
    /// <exception cref="Atelier.Generation.RequestException">The question names something that is not there or is wrong.</exception>
    /// <exception cref="WorkerUnavailableException">No worker answered in time.</exception>
    Task<TAnswer> AskAsync<TAnswer>(WorkerQuestion<TAnswer> question, CancellationToken cancellation);
}

/// <summary>How a running job ends before its time.</summary>
internal enum Interruption
{
    /// <summary>Its cancellation was asked for: it ends without pictures.</summary>
    Cancel,

    /// <summary>The batch that is being made is left out, as by AUTOMATIC1111's skip; the others are made.</summary>
    Skip,

    /// <summary>No more is made, as after AUTOMATIC1111's interrupt; the batches that are done are kept.</summary>
    Stop,
}

/// <summary>A worker as the status page shows it.</summary>
/// <param name="State"><c>starting</c>, <c>idle</c>, <c>working</c>, <c>restarting</c> or <c>stopped</c>.</param>
/// <param name="Restarts">How often it ended by itself and was started again.</param>
/// <param name="LastExit">What is known of its last end; null where it never ended.</param>
/// <param name="Memory">Bytes resident.</param>
internal sealed record WorkerStatus(
    string Id, string State, string? JobId, int Restarts, string? LastExit, long Memory, IReadOnlyList<ResidentModel> Models,
    IReadOnlyDictionary<string, string> Quarantined);

/// <summary>A model in a worker's memory.</summary>
internal sealed record ResidentModel(string Name, long Bytes, DateTimeOffset LastUsed, bool InUse);

/// <summary>Something that a worker told.</summary>
internal abstract record WorkerNews
{
    /// <summary>Jobs changed in the store: read its events.</summary>
    public sealed record JobsChanged : WorkerNews;

    /// <summary>A running job moved.</summary>
    public sealed record Progressed(string JobId, JobProgress Progress) : WorkerNews;

    /// <summary>A sampler is through, which took this time without the model's.</summary>
    public sealed record Sampled(string Sampler, TimeSpan OwnTime) : WorkerNews;

    /// <summary>Plugins changed: read the inventory.</summary>
    public sealed record InventoryChanged : WorkerNews;

    /// <summary>A worker started or ended, or models were loaded or let go: read the status.</summary>
    public sealed record StatusChanged : WorkerNews;
}

/// <summary>No worker is there to answer. Its message is one line, for people.</summary>
internal sealed class WorkerUnavailableException(string message) : Exception(message);
