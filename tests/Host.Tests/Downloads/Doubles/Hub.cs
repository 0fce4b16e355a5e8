using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atelier.Host.Tests.Downloads.Doubles;

/// <summary>A web server on loopback that answers as it is told, and remembers what it was asked. Subclasses speak as a hub does.</summary>
internal class Hub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();

    private protected Hub(WebApplication app) => _app = app;

    /// <summary>Where it is: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Every request, in order.</summary>
    public ConcurrentQueue<Asked> Requests { get; } = new();

    public IEnumerable<Asked> RequestsFor(string path) => Requests.Where(request => request.Path == path);

    public static Task<Hub> StartAsync() => StartAsync(app => new Hub(app));

    private protected static async Task<T> StartAsync<T>(Func<WebApplication, T> create)
        where T : Hub
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var hub = create(app);
        app.Run(hub.AnswerAsync);
        await app.StartAsync();
        hub.Url = new Uri(app.Urls.First() + "/");
        return hub;
    }

    /// <summary>Says how a path is answered, from now on.</summary>
    public void On(string path, Func<HttpContext, Task> answer) => _answers[path] = answer;

    /// <summary>Answers with these bytes, and does what the faults say.</summary>
    public void Serve(string path, byte[] bytes, Faults? faults = null) =>
        On(path, context => (faults ?? new Faults()).AnswerAsync(context, bytes));

    public void ServeJson(string path, string json) => On(path, context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    });

    public void Status(string path, int status, params (string Name, string Value)[] headers) => On(path, context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return Task.CompletedTask;
    });

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string GitHash(byte[] bytes) =>
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {bytes.Length}\0"), .. bytes]));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = Uri.UnescapeDataString(context.Request.Path.ToUriComponent());
        Requests.Enqueue(
            new Asked(path, context.Request.Headers.Authorization, context.Request.Headers.Range, context.Request.Headers.IfRange));
        if (_answers.TryGetValue(path, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}

/// <summary>What was asked.</summary>
internal sealed record Asked(string Path, string? Authorization, string? Range, string? IfRange);
