using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Atelier.Host.Tests.Doubles;

/// <summary>Reads server-sent events. Every wait is bounded.</summary>
internal sealed class EventReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventReader(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _events = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>Opens a stream and waits until the server has begun it.</summary>
    public static async Task<EventReader> OpenAsync(HttpClient client, string address, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event of a name; others are passed over.</summary>
    public async Task<(string? Id, JsonElement Data)> NextAsync(string name)
    {
        while (await _events.MoveNextAsync().AsTask().WaitAsync(Patience))
        {
            var item = _events.Current;
            if (item.EventType == name)
            {
                return (string.IsNullOrEmpty(item.EventId) ? null : item.EventId, JsonElement.Parse(item.Data));
            }
        }

        throw new InvalidOperationException($"the stream ended before an event {name}");
    }

    /// <summary>Whether the stream comes to its end.</summary>
    public async Task<bool> EndsAsync()
    {
        while (await _events.MoveNextAsync().AsTask().WaitAsync(Patience))
        {
        }

        return true;
    }

    public void Dispose() => _response.Dispose();
}
