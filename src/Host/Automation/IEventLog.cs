namespace Atelier.Host.Automation;

/// <summary>
/// Appends to the store's events what is not about a job: <c>schedule.missed</c>, <c>plugin.failed</c>, <c>recipe.restored</c>.
/// </summary>
internal interface IEventLog
{
    /// <param name="type">Two words with a point: <c>schedule.missed</c>.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="data">A JSON object: what listeners and webhooks get as data.</param>
    Task AppendAsync(string type, string owner, string data, CancellationToken cancellation);
}
