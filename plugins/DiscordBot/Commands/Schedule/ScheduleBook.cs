using System.Text.Json;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Schedule;

/// <summary>Recurring pictures of channels: the server makes them, the store knows where they go.</summary>
internal sealed class ScheduleBook(IFrontEndHost host)
{
    private const int MostOfChannel = 5;
    private const int MostOfGuild = 25;
    private const string Prefix = "schedule/";

    /// <exception cref="Refusal">There are too many, or the server does not take it.</exception>
    public async Task<FrontEndSchedule> AddAsync(
        ChannelSchedule kept, string cron, GenerationRequest request, CancellationToken cancellation)
    {
        var others = await OfGuildAsync(kept.Guild, cancellation);
        if (others.Count(other => other.Kept.Channel == kept.Channel) >= MostOfChannel || others.Count >= MostOfGuild)
        {
            throw new Refusal(
                $"There may be {MostOfChannel} recurring pictures in a channel and {MostOfGuild} on a server. Please remove one first.");
        }

        var name = FullName(kept.Channel, kept.Name);
        if (others.Any(other => other.Name == name))
        {
            throw new Refusal($"There is a recurring picture “{kept.Name}” in this channel already. Please give this one another `name`.");
        }

        // First, so that whatever it brings has a place to go.
        await host.Store.SetAsync(Prefix + name, JsonSerializer.Serialize(kept, CommandsJson.Default.ChannelSchedule), null, cancellation);
        try
        {
            return await host.Schedules.AddAsync(
                new FrontEndSchedulePlan(name, "discord:" + kept.By, cron, kept.Zone, request), cancellation);
        }
        catch (RequestException exception)
        {
            await host.Store.RemoveAsync(Prefix + name, CancellationToken.None);
            var option = exception.Field is "cron" ? "when" : exception.Field;
            throw new Refusal($"`{option}` cannot be used: {MessageText.Escape(exception.Problem, 300)}.");
        }
    }

    /// <summary>A guild's, by channel and name; null in the place of those that the server does not make any more.</summary>
    public async Task<IReadOnlyList<(string Name, ChannelSchedule Kept, FrontEndSchedule? Made)>> OfGuildAsync(
        string guild, CancellationToken cancellation)
    {
        var made = (await host.Schedules.ListAsync(cancellation: cancellation)).ToDictionary(schedule => schedule.Plan.Name);
        return
        [
            .. (await host.Store.ListAsync(Prefix, cancellation)).Select(
                entry => (Name: entry.Key[Prefix.Length..], Kept: Read(entry.Value)))
                .Where(entry => entry.Kept.Guild == guild)
                .Select(entry => (entry.Name, entry.Kept, made.GetValueOrDefault(entry.Name))),
        ];
    }

    /// <summary>Where a schedule's pictures go; null of one that is none of ours.</summary>
    public async Task<ChannelSchedule?> FindAsync(string name, CancellationToken cancellation) =>
        await host.Store.GetAsync(Prefix + name, cancellation) is { } text ? Read(text) : null;

    public async Task RemoveAsync(string name, CancellationToken cancellation)
    {
        await host.Schedules.RemoveAsync(name, cancellation);
        await host.Store.RemoveAsync(Prefix + name, cancellation);
    }

    private static string FullName(string channel, string name) => $"discord-{channel}-{name}";

    private static ChannelSchedule Read(string text) => JsonSerializer.Deserialize(text, CommandsJson.Default.ChannelSchedule)!;
}
