using Atelier.Host.Cli;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins.Options;
using Atelier.Host.Security.Keys;
using Atelier.Host.Serve;
using Atelier.Host.Store;

namespace Atelier.Host.Client;

/// <summary>
/// A server in this process for one command: on a Unix socket in a folder that only this user may enter, with models and plugins as
/// configured. Its data goes with it, unless a data folder is named.
/// </summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private const string KeyName = "command-line";

    private readonly WebApplication _app;
    private readonly string _home;
    private readonly DataLock _lock;
    private readonly string _keyId;

    private PrivateServer(WebApplication app, string home, DataLock folder, string keyId)
    {
        _app = app;
        _home = home;
        _lock = folder;
        _keyId = keyId;
    }

    /// <param name="data">A data folder to work on; null takes one that goes at the end.</param>
    /// <param name="frontEnds">Options, in JSON, of ways in from other places that it has, by their plugins' ids; without any it has
    /// none.</param>
    /// <exception cref="IOException">It could not be started, or another server has the folder.</exception>
    public static async Task<ServerSession> StartAsync(
        CommandContext context, string? data, CancellationToken cancellation, IReadOnlyDictionary<string, string>? frontEnds = null)
    {
        var home = Directory.CreateTempSubdirectory("atelier-").FullName;
        DataLock? folder = null;
        WebApplication? app = null;
        try
        {
            var folderName = data is null ? Path.Combine(home, "data") : Path.GetFullPath(data);
            var options = OptionsOf(context.Options, Path.Combine(home, "s"), folderName, hasFrontEnds: frontEnds is not null);
            folder = DataLock.Take(options.Server.Data);
            foreach (var (plugin, values) in frontEnds ?? new Dictionary<string, string>())
            {
                PluginOptionFiles.Of(options.Server.Data).Write(plugin, values);
            }

            app = AtelierServer.Build(options);
            var keys = app.Services.GetRequiredService<KeyRing>();
            foreach (var left in (await keys.ListAsync(cancellation)).Where(key => key.Name == KeyName))
            {
                await keys.RemoveAsync(left.Id, cancellation);
            }

            var key = await keys.AddAsync(new KeyWish(KeyName, Role.Admin), null, cancellation)
                ?? throw new IOException($"the key {KeyName} was added by someone else just now; start again");
            await app.StartAsync(cancellation);
            var address = ServerAddress.Parse(options.Server.Urls[0], "server.urls");
            return new ServerSession(
                address, key.Secret, new AtelierClient(address, key.Secret, context.Time),
                new PrivateServer(app, home, folder, key.Key.Id));
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            folder?.Dispose();
            Directory.Delete(home, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.Services.GetRequiredService<KeyRing>().RemoveAsync(_keyId, CancellationToken.None);
        await _app.StopAsync();
        await _app.DisposeAsync();
        _lock.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private static AtelierOptions OptionsOf(AtelierOptions options, string socket, string data, bool hasFrontEnds) => options with
    {
        Server = options.Server with
        {
            Urls = [$"http://unix:{socket}"],
            Data = data,

            // Who talks to people elsewhere is the server that stays.
            FrontEnds = hasFrontEnds,

            // Nobody reads a log that was not asked for.
            LogLevel = options.Sources.ContainsKey("server.logLevel") ? options.Server.LogLevel : "error",
            Grace = TimeSpan.Zero,
        },
    };
}
