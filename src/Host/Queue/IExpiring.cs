namespace Atelier.Host.Queue;

/// <summary>Keeps records that are of no use when they are old: logs, deliveries, runs. <see cref="Retention"/> has them removed.</summary>
internal interface IExpiring
{
    /// <summary>Removes what was over before.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveOldAsync(DateTimeOffset before, CancellationToken cancellation);
}
