using System.Text.Json;
using Atelier.Host.Cli;
using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Cli;

/// <summary>Commands that are sent to a server of this process.</summary>
internal sealed class ServerRun : IAsyncDisposable
{
    private readonly string _key;

    private ServerRun(ApiServer server, string key) => (Server, _key) = (server, key);

    public ApiServer Server { get; }

    public CommandRun Command { get; } = new();

    public static async Task<ServerRun> StartAsync(Action<IServiceCollection>? replace = null)
    {
        var server = await ApiServer.StartAsync(replace: replace);
        return new ServerRun(
            server, (await server.Services.GetRequiredService<KeyRing>()
                .AddAsync(new KeyWish("olga", Role.Operator), null, default))!.Secret);
    }

    /// <summary>Runs a command that succeeds.</summary>
    public string Do(params string[] arguments)
    {
        Assert.True(Try(arguments) == ExitCode.Ok, Command.Error);
        return Command.Output;
    }

    /// <summary>The first of the objects that a command says.</summary>
    public JsonElement First(params string[] arguments) => JsonElement.Parse(Do([.. arguments, "--json"]))[0];

    /// <returns>The exit code.</returns>
    public int Try(params string[] arguments) => Command.Run([.. arguments, "--server", Server.Url.ToString(), "--key", _key]);

    public async ValueTask DisposeAsync()
    {
        Command.Dispose();
        await Server.DisposeAsync();
    }
}
