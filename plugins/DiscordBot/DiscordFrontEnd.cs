using Atelier.DiscordBot.Check;
using Atelier.DiscordBot.Session;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot;

internal sealed class DiscordFrontEnd(DiscordOptions options) : IFrontEnd
{
    public string Name => "discord";

    public string Label => "Discord";

    public string Description => "Answers /imagine in Discord's channels.";

    public IFrontEndSession Open(IFrontEndHost host) => new DiscordSession(options, host);

    public Task<IReadOnlyList<FrontEndFinding>> CheckAsync(Uri? publicAddress, TimeProvider time, CancellationToken cancellation) =>
        DiscordCheck.RunAsync(options, publicAddress, time, cancellation);
}
