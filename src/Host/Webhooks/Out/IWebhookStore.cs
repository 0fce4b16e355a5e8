namespace Atelier.Host.Webhooks.Out;

/// <summary>Where webhooks are kept. Every write is committed when its task completes.</summary>
internal interface IWebhookStore
{
    /// <summary>Keeps a new one. It hears what happens from now on; one of a job hears all that happens to the job.</summary>
    /// <param name="most">How many there may be, those of jobs apart.</param>
    /// <returns>False where there are as many already.</returns>
    Task<bool> AddAsync(Webhook webhook, int most, CancellationToken cancellation);

    Task<Webhook?> FindAsync(string id, CancellationToken cancellation);

    Task<Webhook?> OfJobAsync(string jobId, CancellationToken cancellation);

    /// <summary>All, newest first, but for those of jobs.</summary>
    Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellation);

    /// <summary>Those that may want to hear of events of these jobs, or of others.</summary>
    Task<IReadOnlyList<Webhook>> ListenersAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellation);

    /// <summary>Changes one. Enabling begins anew: what happened meanwhile is not told, and its failures are forgotten.</summary>
    /// <returns>As it is now; null where there is none.</returns>
    Task<Webhook?> ChangeAsync(string id, WebhookChange change, CancellationToken cancellation);

    /// <summary>Gives it a new secret; the one before signs too until then.</summary>
    Task<Webhook?> RotateAsync(string id, string secret, DateTimeOffset formerUntil, CancellationToken cancellation);

    /// <summary>Removes one, with its deliveries.</summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellation);
}
