namespace Atelier.Scripting;

/// <summary>Who is told what happens on the server. For operators.</summary>
public interface IScriptWebhooks
{
    /// <summary>All webhooks, without their secrets.</summary>
    Task<IReadOnlyList<ScriptWebhook>> ListAsync();

    /// <summary>Has an address called when something happens.</summary>
    /// <param name="url">https.</param>
    /// <param name="events">Types as <c>job.succeeded</c>, families as <c>picture.*</c>; none is everything.</param>
    /// <returns>The webhook, with its secret: this once.</returns>
    /// <exception cref="ScriptException">The address or an event is wrong.</exception>
    Task<ScriptWebhook> AddAsync(string url, params string[] events);

    /// <summary>Removes a webhook.</summary>
    /// <param name="id">Its id.</param>
    Task RemoveAsync(string id);

    /// <summary>Sends it a message of type <c>webhook.ping</c>.</summary>
    /// <param name="id">Its id.</param>
    Task TestAsync(string id);
}

/// <summary>A webhook as a script sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">What is called.</param>
/// <param name="Events">What it is told.</param>
/// <param name="Enabled">Whether it is called.</param>
/// <param name="Disabled">Why the server stopped calling it; null otherwise.</param>
/// <param name="Secret">What its messages are signed with: where it was just made, and never again.</param>
public sealed record ScriptWebhook(string Id, string Url, IReadOnlyList<string> Events, bool Enabled, string? Disabled, string? Secret);
