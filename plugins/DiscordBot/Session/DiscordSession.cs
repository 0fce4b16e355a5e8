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
        var registrar = new CommandRegistrar(client.Directory, parts.Commands, host.Store, Log);
        var introduction = new Introduction(client.Directory, registrar, settings, host.Time, Log);
        List<Task> works = [introduction.RunAsync(Know, over.Token), .. parts.Background.Select(work => work(over.Token))];
        if (!settings.IsOverHttp)
        {
            var memory = new GatewayMemory(host.Store, GatewayMemory.BotOf(settings.ApiAddress, token));
            var gateway = new GatewayClient(
                client.Directory, () => new GatewaySocket(), token, memory, standing, host.Time, Jitter.OfMachine, Log);
            works.Add(gateway.RunAsync(over.Token));
        }

        try
        {
            await FirstFailureAsync([client.Broken, .. works], stop);
        }
        finally
        {
            _delivery = null;
            await over.CancelAsync();
            await desk.CloseAsync(HandlersPatience);
            await Task.WhenAll(works).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var owned in parts.Owned)
            {
                owned.Dispose();
            }
        }

        void Know(Application application)
        {
            if (settings.IsOverHttp)
            {
                _delivery ??= new HttpDelivery(new RequestSignature(application.VerifyKey), desk, host.Time);
            }

            standing.Known(application);
        }
    }

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
