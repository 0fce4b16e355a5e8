using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Session;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Check;

/// <summary>Which servers the bot is in, and what it may not do in their channels.</summary>
internal sealed class GuildCheck(IDiscordDirectory directory, Application application, CheckedOptions options)
{
    // Of a bot in hundreds of servers the first tell enough.
    private const int MostGuilds = 20;
    private const int MostChannels = 5;

    // Text and announcements; threads have what their channel has.
    private static readonly int[] TextChannels = [0, 5];

    public async Task<IReadOnlyList<FrontEndFinding>> RunAsync(IReadOnlyList<Guild> guilds, CancellationToken cancellation)
    {
        if (guilds.Count == 0)
        {
            return [Wrong("servers", $"the bot is in none: invite it with {BotPermissions.Invitation(application.Id)}")];
        }

        List<FrontEndFinding> findings = [new("servers", FrontEndGrade.Ok, Names([.. guilds.Select(guild => guild.Name)], MostGuilds))];
        if (options.DevelopmentGuild is { } development && guilds.All(guild => guild.Id != development))
        {
            findings.Add(
                Wrong("servers",
                    $"the bot is not in the server {development} that developmentGuild names: invite it there, or empty the option"));
        }

        foreach (var guild in guilds.Take(MostGuilds))
        {
            findings.Add(await RunAsync(guild, cancellation));
        }

        return findings;
    }

    private async Task<FrontEndFinding> RunAsync(Guild guild, CancellationToken cancellation)
    {
        var what = $"permissions in {guild.Name}";
        try
        {
            var roles = await directory.RolesAsync(guild.Id, cancellation);
            var own = (await directory.MemberAsync(guild.Id, application.Bot?.Id ?? application.Id, cancellation)).Roles ?? [];
            var channels = (await directory.ChannelsAsync(guild.Id, cancellation))
                .Where(channel => TextChannels.Contains(channel.Type))
                .Select(channel => (channel.Name, Permissions: In(channel)))
                .Where(channel => BotPermissions.MaySee(channel.Permissions))
                .ToArray();
            return Judge(what, In(null), channels);

            ulong In(GuildChannel? channel) => BotPermissions.In(channel, guild.Id, application.Bot?.Id ?? application.Id, own, roles);
        }
        catch (DiscordException exception)
        {
            return Wrong(what, exception.Message);
        }
    }

    private static FrontEndFinding Judge(string what, ulong ofRole, (string? Name, ulong Permissions)[] channels)
    {
        if (channels.Length == 0)
        {
            return Wrong(what, "the bot sees no text channel there: give its role View Channels, or let it into a channel");
        }

        var lacking = channels
            .Select(channel => (channel.Name, Missing: BotPermissions.Missing(channel.Permissions)))
            .Where(channel => channel.Missing.Count > 0)
            .ToArray();
        var list = Names([.. lacking.Select(channel => $"#{channel.Name} lacks {string.Join(", ", channel.Missing)}")], MostChannels);
        if (lacking.Length == 0)
        {
            return new FrontEndFinding(
                what, FrontEndGrade.Ok, $"all, in {channels.Length} {(channels.Length == 1 ? "channel" : "channels")}");
        }

        if (channels.Any(channel => BotPermissions.AreEnough(channel.Permissions)))
        {
            return new FrontEndFinding(
                what, FrontEndGrade.Advice, $"{list}; {channels.Length - lacking.Length} of {channels.Length} channels have all");
        }

        var missing = BotPermissions.Missing(ofRole);
        var remedy = missing.Count > 0 ? $"Give its role {string.Join(", ", missing)}" : "Change what the channels say of its role";
        return Wrong(what, $"in no channel has it all that it needs: {list}. {remedy}");
    }

    private static string Names(IReadOnlyList<string> names, int most) =>
        string.Join("; ", names.Take(most)) + (names.Count > most ? $"; and {names.Count - most} more" : "");

    private static FrontEndFinding Wrong(string what, string detail) => new(what, FrontEndGrade.Wrong, detail);
}
