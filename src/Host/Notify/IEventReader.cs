namespace Atelier.Host.Notify;

/// <summary>Reads every event once, in order, at its own pace. What it has not read is not removed.</summary>
internal interface IEventReader
{
    /// <summary>Reads what there is.</summary>
    Task CatchUpAsync(CancellationToken cancellation);
}
