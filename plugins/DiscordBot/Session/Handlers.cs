using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Commands;
using Atelier.DiscordBot.Making;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>Puts together all that answers interactions.</summary>
internal static class Handlers
{
    public static SessionParts Create(DiscordOptions options, IFrontEndHost host, IDiscordApi api)
    {
        var rules = new HouseRules(options, host);
        var making = MakingHandlers.Of(host, api, rules);
        var commands = CommandSet.Of(new CommandServices(options, host, rules, making.Maker, making.Upscaler));
        return new SessionParts(
            commands.Catalog,
            [.. commands.Handlers, .. making.All],
            [making.Follower.RunAsync, new EndedJobs(host, making.Poster).RunAsync],
            [rules]);
    }
}
