using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Atelier.Host.Webhooks.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atelier.Host.Tests.Webhooks;

/// <summary>Somebody who is called: remembers what came, and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Message> _messages = new();
    private readonly SemaphoreSlim _came = new(0);

    private Receiver(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>How it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyCollection<Message> Messages => _messages;

    /// <param name="address">Where it listens; null for 127.0.0.1.</param>
    /// <param name="port">0 for any.</param>
    public static async Task<Receiver> StartAsync(IPAddress? address = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address ?? IPAddress.Loopback, port));
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        receiver.Url = new Uri(receiver._app.Urls.First() + "/hook");
        return receiver;
    }

    /// <summary>Answers with a status from now on.</summary>
    public void Status(int status, params (string Name, string Value)[] headers) => Answer = context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return Task.CompletedTask;
    };

    /// <summary>Waits for the next message.</summary>
    public async Task<Message> NextAsync()
    {
        Assert.True(await _came.WaitAsync(Bound), "nothing came");
        Assert.True(_messages.TryDequeue(out var message));
        return message;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        _messages.Enqueue(new Message(context.Request.Method, context.Request.Path, headers, Encoding.UTF8.GetString(body.ToArray())));
        _came.Release();
        await Answer(context);
    }
}

/// <summary>What came.</summary>
internal sealed record Message(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers[StandardSignature.IdHeader];

    public long Timestamp => long.Parse(Headers[StandardSignature.TimestampHeader], System.Globalization.CultureInfo.InvariantCulture);

    public string Type => System.Text.Json.JsonElement.Parse(Body).GetProperty("type").GetString()!;

    public bool IsSignedWith(string secret) => StandardSignature.IsSigned(
        [WebhookSecret.KeyOf(secret)!], Id, Timestamp, Encoding.UTF8.GetBytes(Body), Headers[StandardSignature.SignatureHeader]);
}
