using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Gateway;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Client.Signatures;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>The bot at work: puts its parts together, and ends with the first that fails.</summary>
internal sealed class DiscordSession(DiscordOptions options, IFrontEndHost host) : IFrontEndSession
{
    private static readonly TimeSpan HandlersPatience = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private volatile HttpDelivery? _delivery;
    private volatile bool _isOverHttp;

    public async Task RunAsync(CancellationToken stop)
    {
        var settings = CheckedOptions.Of(options);
        if (BotToken.Read(options.Token, Environment.GetEnvironmentVariable) is { } token)
        {
            await RunAsync(settings, token, stop);
        }
        else
        {
            host.Report($"off: there is no token in {BotToken.Place(options.Token)}");
            await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task<FrontEndAnswer?> AnswerAsync(FrontEndCall call, CancellationToken cancellation) =>
        Task.FromResult(_delivery is { } delivery ? delivery.Answer(call) : _isOverHttp ? new FrontEndAnswer(503, null, []) : null);

    private async Task RunAsync(CheckedOptions settings, string token, CancellationToken stop)
    {
        // Nothing that is written anywhere holds the token, whatever it is made from.
        void Log(FrontEndLogLevel level, string text) => host.Log(level, text.Replace(token, "(the token)", StringComparison.Ordinal));

        _isOverHttp = settings.IsOverHttp;
        host.Report("connecting");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var client = new DiscordClient(settings.ApiAddress, token, host.PublicAddress, host.Time, Jitter.OfMachine, Log);
        var parts = Handlers.Create(options, host, client.Api);
        var desk = new InteractionDesk(parts.Handlers, client.Api, host.Store, host.Time, Log);
        var standing = new Standing(host, settings.IsOverHttp, desk.Take);
        List<Task> works = [client.Broken, KnowAsync(client, parts, settings, desk, standing, Log, over.Token), .. parts.Background.Select(work => work(over.Token))];
        if (!settings.IsOverHttp)
        {
            var memory = new GatewayMemory(host.Store, GatewayMemory.BotOf(settings.ApiAddress, token));
            works.Add(new GatewayClient(client.Directory, () => new GatewaySocket(), token, memory, standing, host.Time, Jitter.OfMachine, Log).RunAsync(over.Token));
        }

        try
        {
            await FirstFailureAsync(works, stop);
        }
        finally
        {
            _delivery = null;
            await over.CancelAsync();
            await desk.CloseAsync(HandlersPatience);
            await Task.WhenAll(works.Where(work => work != client.Broken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var owned in parts.Owned)
            {
                owned.Dispose();
            }
        }
    }

    /// <summary>Finds out who the bot is, and brings its commands up to date. What Discord does not answer now is asked again later.</summary>
    private async Task KnowAsync(
        DiscordClient client, SessionParts parts, CheckedOptions settings, InteractionDesk desk, Standing standing, Action<FrontEndLogLevel, string> log,
        CancellationToken stop)
    {
        var failures = 0;
        var isRegistered = false;
        while (true)
        {
            try
            {
                var application = await client.Directory.ApplicationAsync(stop);
                _delivery = settings.IsOverHttp ? _delivery ?? Delivery(application, desk) : null;
                standing.Known(application);
                if (!isRegistered)
                {
                    var registrar = new CommandRegistrar(client.Directory, parts.Commands, host.Store, log);
                    await registrar.RegisterAsync(application.Id, settings.DevelopmentGuild, stop);
                    isRegistered = true;
                }

                if (settings.IsOverHttp == application.IsOverHttp)
                {
                    return;
                }

                // Somebody has to change that in the portal, and will want to see that it worked.
                await Task.Delay(BetweenLooks, host.Time, stop);
            }
            catch (DiscordException exception)
            {
                var wait = Jitter.OfMachine.After(++failures, FirstWait, LongestWait);
                log(FrontEndLogLevel.Warning, $"Discord: {exception.Message}; asking again in {wait.TotalSeconds:0} s");
                await Task.Delay(wait, host.Time, stop);
            }
        }
    }

    private HttpDelivery Delivery(Application application, InteractionDesk desk) => new(new RequestSignature(application.VerifyKey), desk, host.Time);

    /// <summary>Until it is stopped, or something fails.</summary>
    private static async Task FirstFailureAsync(IEnumerable<Task> works, CancellationToken stop)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => stopping.TrySetResult());
        var left = works.Append(stopping.Task).ToList();
        while (!stop.IsCancellationRequested)
        {
            var first = await Task.WhenAny(left);
            left.Remove(first);
            if (!stop.IsCancellationRequested)
            {
                await first;
            }
        }
    }
}
