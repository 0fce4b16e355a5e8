using Atelier.DiscordBot.Commands;
using Atelier.DiscordBot.Making;

namespace Atelier.DiscordBot.Session;

/// <summary>Puts together all that answers interactions, and what goes on beside it.</summary>
internal static class Handlers
{
    public static BotParts Create(SessionParts parts)
    {
        var making = MakingHandlers.Of(parts.Host, parts.Api, parts.Rules);
        var commands = CommandSet.Of(new CommandServices(parts.Options, parts.Host, parts.Rules, making.Maker, making.Upscaler));
        return new BotParts(
            commands.Catalog, [.. commands.Handlers, .. making.All], [making.Follower, new EndedJobs(parts.Host, making.Poster)]);
    }
}
