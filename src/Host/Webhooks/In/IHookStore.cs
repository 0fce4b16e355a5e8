using Atelier.Host.Queue;

namespace Atelier.Host.Webhooks.In;

/// <summary>Where hooks are kept, and what came in. Every write is committed when its task completes.</summary>
internal interface IHookStore : IExpiring
{
    /// <returns>False where the name is taken.</returns>
    Task<bool> AddAsync(Hook hook, CancellationToken cancellation);

    Task<Hook?> FindAsync(string name, CancellationToken cancellation);

    Task<IReadOnlyList<Hook>> ListAsync(CancellationToken cancellation);

    /// <summary>Keeps a hook as it is now, found by its id.</summary>
    Task<bool> ReplaceAsync(Hook hook, CancellationToken cancellation);

    /// <summary>Removes one, with what came in by it.</summary>
    Task<bool> RemoveAsync(string name, CancellationToken cancellation);

    /// <summary>Notes what came in. Of refused calls the newest are kept.</summary>
    Task NoteAsync(HookCall call, CancellationToken cancellation);

    /// <summary>What came in, newest first.</summary>
    /// <param name="before">A cursor: the id before which to go on.</param>
    Task<IReadOnlyList<HookCall>> CallsAsync(string hookId, int limit, string? before, CancellationToken cancellation);
}
