using System.Net;
using Atelier.DiscordSimulator.Gateway;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Page;
using Atelier.DiscordSimulator.RateLimits;
using Atelier.DiscordSimulator.Rest;
using Atelier.DiscordSimulator.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atelier.DiscordSimulator;

/// <summary>A Discord on this machine: REST, gateway, and people who type and press.</summary>
internal sealed class LocalDiscord : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DiscordState _state;
    private readonly ExchangeLog _log;

    private LocalDiscord(WebApplication app, DiscordState state, RateLimiter limiter, ExchangeLog log)
    {
        _app = app;
        _state = state;
        _log = log;
        RateLimits = limiter;
    }

    /// <summary>What a bot takes for <c>https://discord.com/api/v10</c>.</summary>
    public string ApiAddress => $"{_state.Address}/api/v10";

    /// <summary>The page.</summary>
    public string Address => _state.Address;

    public string Token => _state.Application.Token;

    /// <summary>All that Discord knows.</summary>
    public DiscordState State => _state;

    /// <summary>What the bot must not have done; empty is right.</summary>
    public IReadOnlyList<string> Violations => _state.Violations.All;

    public IReadOnlyList<Exchange> Exchanges => _log.All;

    public RateLimiter RateLimits { get; }

    public static async Task<LocalDiscord> StartAsync(LocalDiscordOptions? options = null, CancellationToken cancellation = default)
    {
        var state = new DiscordState(options ?? new LocalDiscordOptions());
        var limiter = new RateLimiter(state.Time, state.Options.CallsPerSecond);
        var log = new ExchangeLog(state.Options.ExchangesKept);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, state.Options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        app.UseOwnPageOnly();
        app.MapGateway(state);
        app.MapRest(state, limiter, log);
        app.MapPageFiles();
        new PageFeed(state).Map(app);
        new PageActions(state).Map(app);
        try
        {
            await app.StartAsync(cancellation);
            state.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            return new LocalDiscord(app, state, limiter, log);
        }
        catch
        {
            await app.DisposeAsync();
            state.Dispose();
            throw;
        }
    }

    public Guild AddGuild(string name) => _state.AddGuild(name);

    /// <summary>Somebody alone with the bot.</summary>
    public Hands Direct(string userName)
    {
        var user = _state.UserNamed(userName);
        return new Hands(_state, user, _state.DirectChannel(user));
    }

    /// <summary>Waits until a bot is connected.</summary>
    public Task ConnectedAsync() => _state.Changes.WaitAsync(() => _state.Gateway.IsConnected ? this : null, "a bot to connect");

    /// <summary>Waits until no bot is connected.</summary>
    public Task DisconnectedAsync() => _state.Changes.WaitAsync(() => _state.Gateway.IsConnected ? null : this, "the bot to go");

    /// <summary>Waits until a bot has resumed so many times.</summary>
    public Task ResumedAsync(int times) =>
        _state.Changes.WaitAsync(() => _state.Gateway.Resumes >= times ? this : null, $"{times} resumed sessions");

    /// <summary>Waits until a bot has identified itself so many times.</summary>
    public Task IdentifiedAsync(int times) =>
        _state.Changes.WaitAsync(() => _state.Gateway.Identifies >= times ? this : null, $"{times} identifications");

    /// <summary>Waits until commands of these names are registered, wherever.</summary>
    public Task CommandsAsync(params string[] names) => _state.Changes.WaitAsync(
        () => names.All(IsRegistered) ? this : null,
        $"the commands {string.Join(", ", names)}");

    private bool IsRegistered(string name) =>
        _state.Guilds.Select(guild => guild.Id).Prepend(null).Any(scope => _state.Commands.In(scope).Any(command => command.Name == name));

    /// <summary>Sends interactions to an address from now on, once it has proven itself; null sends them by the gateway.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    public async Task SetEndpointAsync(Uri? address)
    {
        if (address is not null && await _state.EndpointCheck.FindFaultAsync(address) is { } fault)
        {
            throw new InvalidOperationException($"The interactions endpoint could not be verified: {fault}.");
        }

        _state.Application.InteractionsEndpoint = address;
    }

    public async ValueTask DisposeAsync()
    {
        _state.Gateway.Drop();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _state.Dispose();
    }
}
