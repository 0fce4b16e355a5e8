using System.Text;
using System.Text.Json.Nodes;
using Atelier.Host.Api.Json;

namespace Atelier.Host.Api.Synchronous;

/// <summary>
/// Server-sent events of one answer. While nothing happens a comment goes out, so that nobody in between takes the connection for dead.
/// </summary>
internal sealed class EventStream(HttpResponse response, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _ending = new();
    private Task _comments = Task.CompletedTask;

    public bool HasBegun { get; private set; }

    /// <summary>Sends the headers, once.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        if (HasBegun)
        {
            return;
        }

        HasBegun = true;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        await WriteAsync(": accepted\n\n", cancellation);
        _comments = CommentAsync();
    }

    /// <summary>Sends an event that is named as its <c>type</c>.</summary>
    public Task SendAsync(JsonObject data, CancellationToken cancellation) => SendAsync((string)data["type"]!, data, cancellation);

    public Task SendAsync(string name, JsonObject data, CancellationToken cancellation) =>
        WriteAsync($"event: {name}\ndata: {data.ToJsonString(ApiJson.Options)}\n\n", cancellation);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _comments;
        _ending.Dispose();
        _writing.Dispose();
    }

    private async Task CommentAsync()
    {
        using var timer = new PeriodicTimer(Silence, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token))
            {
                await WriteAsync(": waiting\n\n", _ending.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The answer is over, or nobody reads it any more: whoever writes the events sees that too.
        }
    }

    private async Task WriteAsync(string text, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
            await response.Body.FlushAsync(cancellation);
        }
        finally
        {
            _writing.Release();
        }
    }
}
