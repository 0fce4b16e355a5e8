using System.Text.Json;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Rules;

/// <summary>What is set for guilds and channels, as it is kept.</summary>
internal sealed class RuleBook(IFrontEndStore store)
{
    /// <summary>What is set there itself; empty where nothing is.</summary>
    /// <param name="channel">Null for the guild's own.</param>
    public async Task<ChannelRules> ReadAsync(string guild, string? channel, CancellationToken cancellation) =>
        await store.GetAsync(Key(guild, channel), cancellation) is { } text
            ? JsonSerializer.Deserialize(text, RulesJson.Default.ChannelRules) ?? new ChannelRules()
            : new ChannelRules();

    public async Task WriteAsync(string guild, string? channel, ChannelRules rules, CancellationToken cancellation)
    {
        if (rules == new ChannelRules())
        {
            await store.RemoveAsync(Key(guild, channel), cancellation);
            return;
        }

        await store.SetAsync(Key(guild, channel), JsonSerializer.Serialize(rules, RulesJson.Default.ChannelRules), null, cancellation);
    }

    private static string Key(string guild, string? channel) => channel is null ? $"rules/{guild}" : $"rules/{guild}/{channel}";
}
