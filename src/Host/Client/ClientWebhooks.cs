using System.Text.Json;
using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary><c>/api/v1/webhooks</c> for scripts.</summary>
internal sealed class ClientWebhooks(AtelierClient client, CancellationToken cancellation) : IScriptWebhooks
{
    public async Task<IReadOnlyList<ScriptWebhook>> ListAsync() => await client.GetAsync<ScriptWebhook[]>("webhooks", cancellation);

    public Task<ScriptWebhook> AddAsync(string url, params string[] events) =>
        client.PostAsync<ScriptWebhook>("webhooks", new { url, events = events.Length > 0 ? events : null }, cancellation);

    public Task RemoveAsync(string id) => client.DeleteAsync(PathOf(id), cancellation);

    public Task TestAsync(string id) => client.PostAsync<JsonElement>($"{PathOf(id)}/test", null, cancellation);

    private static string PathOf(string id) => $"webhooks/{Uri.EscapeDataString(id)}";
}
