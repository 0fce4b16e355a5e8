using Atelier.Support.Discord;

namespace Atelier.DiscordSimulator.Tests;

/// <summary>What has to hold at the end of every conversation with a <see cref="LocalDiscord"/>.</summary>
internal static class Faithful
{
    /// <summary>
    /// No call broke Discord's limits, and all calls and answers fit Discord's description of its API, where that is there.
    /// </summary>
    public static void AssertSound(LocalDiscord discord)
    {
        AssertNone(discord.Violations);
        if (DiscordDescription.Path is not null)
        {
            AssertNone(Problems(discord));
        }
    }

    /// <summary>Says all of them, where there are any.</summary>
    public static void AssertNone(IReadOnlyList<string> problems) => Assert.True(problems.Count == 0, string.Join('\n', problems));

    public static IReadOnlyList<string> Problems(LocalDiscord discord) =>
        [.. discord.Exchanges.SelectMany(
            call => DiscordDescription.Instance.ProblemsOfCall(call.Method, call.Path, call.Query, call.ContentType, call.Body)
            .Concat(DiscordDescription.Instance.ProblemsOfAnswer(call.Method, call.Path, call.Status, call.Answer))).Distinct()];
}
