using System.Globalization;
using System.Text.Json;
using Atelier.Host.Api.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Atelier.Host.Api.Native.Events;

/// <summary>Writes server-sent events (HTML standard, section 9.2).</summary>
internal sealed class EventWriter(HttpContext context)
{
    private readonly HttpResponse _response = context.Response;

    /// <summary>Begins the answer, so that the client knows at once that it is heard.</summary>
    public async Task BeginAsync()
    {
        _response.ContentType = "text/event-stream";
        _response.Headers.CacheControl = "no-store";
        _response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await WriteAsync("retry: 2000\n\n");
    }

    /// <param name="id">What the client says when it comes back; null for what is not told again.</param>
    public Task EventAsync(string name, object data, long? id = null) => WriteAsync(
        $"{(id is { } number ? string.Create(CultureInfo.InvariantCulture, $"id: {number}\n") : "")}event: {name}\ndata: {JsonSerializer.Serialize(data, ApiJson.Options)}\n\n");

    /// <summary>Says nothing, so that nobody in between takes the connection for dead.</summary>
    public Task HeartbeatAsync() => WriteAsync(":\n\n");

    private async Task WriteAsync(string text)
    {
        await _response.WriteAsync(text, context.RequestAborted);
        await _response.Body.FlushAsync(context.RequestAborted);
    }
}
