using System.Diagnostics;
using System.Text.Json;
using Atelier.Support;

namespace Atelier.Server.Tests.Automation;

/// <summary>
/// A receiver of webhooks that takes the word of the Standard Webhooks project's own library, unmodified, and nobody else's.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    public const string Secret = "whsec_" + "c2VjcmV0IG9mIHRoZSBoZXJvLCAzMiBieXRlcyBsb25nIQ==";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _node;

    private WebhookReceiver(Process node) => _node = node;

    public string Url { get; private set; } = "";

    public static async Task<WebhookReceiver> StartAsync()
    {
        var script = Path.Combine(Golden.RepositoryRoot, "tests", "Server.Tests", "Clients", "webhook-receiver.js");
        var receiver = new WebhookReceiver(Process.Start(new ProcessStartInfo("node", [script, Secret])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        receiver.Url = (await receiver.NextAsync()).GetProperty("url").GetString()!;
        return receiver;
    }

    /// <summary>The next message: its <c>payload</c>, or why it was <c>refused</c>.</summary>
    public async Task<JsonElement> NextAsync() => JsonElement.Parse(
        await _node.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException("the receiver ended"));

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync().WaitAsync(Limit);
        _node.Dispose();
    }
}
