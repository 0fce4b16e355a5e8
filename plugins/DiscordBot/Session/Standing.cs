using Atelier.DiscordBot.Client.Gateway;
using Atelier.DiscordBot.Client.Model;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>How the bot stands, in a line: what is known of the connection and of the application comes in either order.</summary>
internal sealed class Standing(IFrontEndHost host, bool isOverHttp, Func<Interaction, bool> take) : IGatewayListener
{
    private readonly Lock _lock = new();
    private Application? _application;
    private int? _guilds;

    public void Connected(int guilds) => Tell(() => _guilds = guilds);

    public void Disconnected(string reason, TimeSpan wait)
    {
        lock (_lock)
        {
            _guilds = null;
            host.Report($"reconnecting in {Math.Ceiling(wait.TotalSeconds)} s: {reason}");
        }
    }

    public bool Interaction(Interaction interaction) => take(interaction);

    public void Known(Application application) => Tell(() => _application = application);

    private void Tell(Action change)
    {
        lock (_lock)
        {
            change();
            if (isOverHttp)
            {
                host.Report(OverHttp(_application!));
            }
            else if (_guilds is { } guilds)
            {
                host.Report(OverGateway(guilds));
            }
        }
    }

    private string OverGateway(int guilds)
    {
        var name = _application is null ? "" : $" as {Name(_application)}";
        return _application is { IsOverHttp: true }
            ? $"connected{name}, but Discord sends interactions to {_application.InteractionsEndpointUrl}: "
                + "empty 'Interactions Endpoint URL' in the developer portal, or set delivery to 'http'"
            : guilds == 0
                ? $"connected{name}, but in no server: 'atelier discord check' prints the link that invites it"
                : $"connected{name} to {guilds} {(guilds == 1 ? "server" : "servers")}";
    }

    private static string OverHttp(Application application) => application.IsOverHttp
        ? $"connected as {Name(application)}: Discord sends interactions to {application.InteractionsEndpointUrl}"
        : "waiting: set 'Interactions Endpoint URL' in the developer portal to this server's address with /discord/interactions";

    private static string Name(Application application) => application.Bot?.Username ?? application.Name;
}
