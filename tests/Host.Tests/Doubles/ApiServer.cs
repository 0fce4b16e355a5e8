using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Atelier.Host.Configuration;
using Atelier.Host.Security.Keys;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Host.Worker.Supervise;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atelier.Host.Tests.Doubles;

/// <summary>The server in this process, on a free port of loopback, with a store of its own and workers that only pretend.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly WebApplication _app;

    private ApiServer(Func<ServerOptions, ServerOptions> adjust, Action<IServiceCollection> replace)
    {
        var home = AtelierFolders.Discover(AppContext.BaseDirectory, AppContext.BaseDirectory) with { Plugins = [Plugins] };
        var options =
            new AtelierOptions { Folders = home, Server = adjust(new ServerOptions { Data = _data.Path, Urls = ["http://127.0.0.1:0"] }) };
        _app = AtelierServer.Build(options, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(Log);
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(WorkerSupervisor)));
            builder.Services.AddSingleton<IWorkers>(Workers);
            replace(builder.Services);
        });
    }

    public FakeWorkers Workers { get; } = new();

    public CollectedLog Log { get; } = new();

    public IServiceProvider Services => _app.Services;

    public IJobStore Jobs => Services.GetRequiredService<IJobStore>();

    public Uri Url => new(_app.Urls.First());

    /// <summary>The folder of the plugins that run in it.</summary>
    public string Plugins => Path.Combine(_data.Path, "its-plugins");

    /// <summary>Its data folder.</summary>
    public string Data => _data.Path;

    public static async Task<ApiServer> StartAsync(
        Func<ServerOptions, ServerOptions>? adjust = null, Action<IServiceCollection>? replace = null)
    {
        var server = new ApiServer(adjust ?? (options => options), replace ?? (_ => { }));
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A client with a new key.</summary>
    public async Task<HttpClient> ClientAsync(
        Role role = Role.Admin, string? name = null, int? picturesPerDay = null, int? waitingLimit = null)
    {
        var keys = Services.GetRequiredService<KeyRing>();
        var wish = new KeyWish(
            name ?? role.ToString().ToLowerInvariant(), role, WaitingLimit: waitingLimit, PicturesPerDay: picturesPerDay);
        return Client((await keys.AddAsync(wish, null, default))!.Secret);
    }

    /// <summary>A client with a key, or without.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = Url,
            Timeout = TimeSpan.FromSeconds(30),
        };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Dispose();
    }
}

internal static class ApiAnswers
{
    /// <summary>The answer's JSON, with the status that was expected.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> sending, int status = 200)
    {
        using var response = await sending;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} in place of {status}: {text}");
        return text.Length > 0 ? JsonElement.Parse(text) : default;
    }

    /// <summary>The problem that was answered.</summary>
    public static async Task<JsonElement> ProblemAsync(this Task<HttpResponseMessage> sending, int status)
    {
        var response = await sending;
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await Task.FromResult(response).JsonAsync(status);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.DoesNotContain("   at ", problem.GetRawText());
        return problem;
    }

    /// <summary>Posts a JSON text as it stands.</summary>
    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string address, string json, string type = "application/json") =>
        client.PostAsync(address, new StringContent(json, MediaTypeHeaderValue.Parse(type)));

    /// <summary>Puts a JSON text as it stands.</summary>
    public static Task<HttpResponseMessage> PutTextAsync(this HttpClient client, string address, string json) =>
        client.PutAsync(address, new StringContent(json, MediaTypeHeaderValue.Parse("application/json")));

    public static Task<HttpResponseMessage> PostEmptyAsync(this HttpClient client, string address) => client.PostAsync(address, null);

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string address, object body) =>
        client.PostAsJsonAsync(address, body);
}
