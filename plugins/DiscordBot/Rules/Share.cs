using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Looks;

namespace Atelier.DiscordBot.Rules;

/// <summary>What a user and a guild may have, and whether one more request fits into it.</summary>
internal sealed class Share(ChannelRules rules, IReadOnlyList<string> roles)
{
    private const double MostBonus = 100;

    // The most generous of the roles holds, not their product.
    private readonly double _bonus = (rules.RoleBonuses ?? new Dictionary<string, double>())
        .Where(bonus => roles.Contains(bonus.Key)).Select(bonus => bonus.Value).DefaultIfEmpty(1).Max();

    public int Jobs => Times(rules.JobsPerUser);

    public int PicturesPerDay => Times(rules.PicturesPerDay);

    public TimeSpan Cooldown => TimeSpan.FromSeconds((rules.Cooldown ?? 0) / Math.Clamp(_bonus, 0.01, MostBonus));

    /// <param name="entries">All of the guild's.</param>
    /// <exception cref="Refusal">It says which limit, how much of it is used, and when more is possible.</exception>
    /// <exception cref="RoomRefusal">The same, of jobs that are not over.</exception>
    public void Judge(LedgerEntry asked, IReadOnlyList<LedgerEntry> entries)
    {
        var own = entries.Where(entry => entry.User == asked.User).ToList();
        if (own.Count > 0 && own.Max(entry => entry.At) + Cooldown is var free && free > asked.At)
        {
            throw new Refusal($"Please wait a moment between requests. Your next one is possible {Wording.When(free)}.");
        }

        if (own.Count(entry => entry.IsOpen) is var jobs && jobs >= Jobs)
        {
            throw new RoomRefusal(
                $"{jobs} of your {Wording.Count(Jobs, "job")} wait or run already. "
                + "There is room again when one is over: `/queue` shows them, `/cancel` ends one.");
        }

        if (entries.Count(entry => entry.IsOpen) is var all && all >= rules.JobsPerGuild)
        {
            throw new RoomRefusal(
                $"{all} of the {Wording.Count(rules.JobsPerGuild.Value, "job")} of this server wait or run already. "
                + "Please try again when some are over.");
        }

        CheckDay(asked, own, PicturesPerDay, "your");
        if (rules.PicturesPerDayOfGuild is { } most)
        {
            CheckDay(asked, entries, most, "this server's");
        }
    }

    private static void CheckDay(LedgerEntry asked, IReadOnlyList<LedgerEntry> entries, int most, string whose)
    {
        var counted = entries.Where(entry => entry.At > asked.At - Ledger.Day).OrderBy(entry => entry.At).ToList();
        var used = counted.Sum(entry => entry.Pictures);
        if (used + asked.Pictures <= most)
        {
            return;
        }

        var had = $"{used} of {whose} {Wording.Count(most, "picture")} of 24 hours are used";
        if (asked.Pictures > most)
        {
            throw new Refusal($"{had}, so {asked.Pictures} at once are more than may be. Please ask for fewer.");
        }

        var free = counted.First(entry => (used -= entry.Pictures) + asked.Pictures <= most).At + Ledger.Day;
        throw new Refusal(
            $"{had}. {Wording.Count(asked.Pictures, "more picture")} {(asked.Pictures == 1 ? "is" : "are")} possible {Wording.When(free)}.");
    }

    private int Times(int? limit) =>
        (int)Math.Clamp(Math.Floor((limit ?? int.MaxValue) * Math.Clamp(_bonus, 0, MostBonus)), 1, int.MaxValue);
}

/// <summary>There is no room until a job is over.</summary>
internal sealed class RoomRefusal(string message) : Exception(message);
