using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>Hears what comes over the gateway. Returns at once.</summary>
internal interface IGatewayListener
{
    /// <summary>The session has begun, or goes on.</summary>
    /// <param name="guilds">How many servers the bot is in.</param>
    void Connected(int guilds);

    /// <summary>There is no connection for now.</summary>
    /// <param name="reason">One line.</param>
    void Disconnected(string reason, TimeSpan wait);

    /// <returns>False where nothing is taken in any more: the next run is told it again.</returns>
    bool Interaction(Interaction interaction);
}
