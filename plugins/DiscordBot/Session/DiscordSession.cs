using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>The bot at work: puts its parts together.</summary>
internal sealed class DiscordSession(DiscordOptions options, IFrontEndHost host) : IFrontEndSession
{
    public async Task RunAsync(CancellationToken stop)
    {
        host.Report($"off: no token in {options.Token}");
        await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
