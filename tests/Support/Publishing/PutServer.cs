using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atelier.Support.Publishing;

/// <summary>A web server on loopback that keeps what is put there, and breaks off when it is told to.</summary>
public class PutServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _puts;

    protected PutServer(WebApplication app) => _app = app;

    /// <summary>Where it is: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>What was put, by path.</summary>
    public ConcurrentDictionary<string, StoredObject> Objects { get; } = new();

    /// <summary>Every request: its method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>From which PUT on, counted since it was set, <see cref="Fault"/> happens; null for never.</summary>
    public int? FailFrom
    {
        get;
        set => (field, _puts) = (value, 0);
    }

    public PutFault Fault { get; set; } = PutFault.BreakOff;

    public static Task<PutServer> StartAsync() => StartAsync(app => new PutServer(app));

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _app.DisposeAsync();
    }

    protected static async Task<T> StartAsync<T>(Func<WebApplication, T> create)
        where T : PutServer
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = create(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Url = new Uri(app.Urls.First() + "/");
        return server;
    }

    /// <summary>Why a request is refused; null takes it.</summary>
    protected virtual (int Status, string Body)? Refuse(HttpContext context, byte[] body) => null;

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Requests.Enqueue($"{context.Request.Method} {path}");
        if (HttpMethods.IsPut(context.Request.Method) && FailFrom is { } from && Interlocked.Increment(ref _puts) > from)
        {
            await FailAsync(context);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (Refuse(context, body.ToArray()) is var (status, text))
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(text);
            return;
        }

        Keep(context, body.ToArray());
    }

    private async Task FailAsync(HttpContext context)
    {
        switch (Fault)
        {
            case PutFault.BreakOff:
                _ = await context.Request.Body.ReadAsync(new byte[10]);
                context.Abort();
                break;
            case PutFault.KeepSilent:
                await TakeAsync(context);
                context.Abort();
                break;
            case PutFault.Hang:
                await TakeAsync(context);
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case PutFault.Redirect:
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = "http://169.254.169.254/";
                break;
            default:
                context.Response.StatusCode = 503;
                await context.Response.WriteAsync("<html><title>Busy</title><body>come back later</body></html>");
                break;
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Keep(context, body.ToArray());
    }

    private void Keep(HttpContext context, byte[] body)
    {
        if (HttpMethods.IsDelete(context.Request.Method))
        {
            context.Response.StatusCode = Objects.TryRemove(context.Request.Path.Value!.TrimStart('/'), out _) ? 204 : 404;
        }
        else if (HttpMethods.IsPut(context.Request.Method))
        {
            Objects[context.Request.Path.Value!.TrimStart('/')] =
                new StoredObject(
                    body, context.Request.ContentType, context.Request.Headers.CacheControl, context.Request.Headers.Authorization);
        }
    }
}

/// <summary>What was put.</summary>
public sealed record StoredObject(byte[] Bytes, string? Type, string? CacheControl, string? Authorization);

/// <summary>How it fails.</summary>
public enum PutFault
{
    /// <summary>The connection ends in the middle of the file.</summary>
    BreakOff,

    /// <summary>The file is kept, and the connection ends without an answer.</summary>
    KeepSilent,

    /// <summary>503.</summary>
    Busy,

    /// <summary>The file is kept, and no answer comes.</summary>
    Hang,

    /// <summary>307 to a cloud's metadata.</summary>
    Redirect,
}
