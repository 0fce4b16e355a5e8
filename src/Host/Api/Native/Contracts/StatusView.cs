using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>How the server is.</summary>
/// <param name="UptimeSeconds">Since the server started.</param>
/// <param name="Runtime">What networks run on; absent until a worker has said so.</param>
internal sealed record StatusView(
    string Version, double UptimeSeconds, QueueView Queue, IReadOnlyList<WorkerView> Workers, EngineInfo? Runtime,
    PictureTotalsView Pictures);

/// <param name="OldestWaitingSeconds">How long the oldest waiting job has waited; absent where none waits.</param>
internal sealed record QueueView(
    int Waiting, int Running, int Succeeded, int Failed, int Canceled, bool Paused, double? OldestWaitingSeconds);

/// <param name="JobId">The job that it has; absent where it has none.</param>
/// <param name="LastExit">What is known of its last end.</param>
/// <param name="Memory">Bytes resident.</param>
/// <param name="Quarantined">Models that crashed it, with the reason.</param>
internal sealed record WorkerView(
    string Id, string State, string? JobId, int Restarts, string? LastExit, long Memory, IReadOnlyList<ResidentModel> Models,
    IReadOnlyDictionary<string, string> Quarantined);

internal sealed record PictureTotalsView(long Count, long Bytes);
