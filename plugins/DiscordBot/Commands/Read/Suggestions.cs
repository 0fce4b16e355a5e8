using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;
using Atelier.DiscordBot.Making.Messages;

namespace Atelier.DiscordBot.Commands.Read;

/// <summary>What an option may be: pairs of what people read and what is taken.</summary>
/// <param name="Before">What was typed before the part that is completed, of an option that lists several.</param>
internal sealed record Suggestions(IReadOnlyList<(string Label, string Value)> All, string Before = "")
{
    private const int Most = 25;
    private const int Longest = 100;

    public static Suggestions None { get; } = new([]);

    public static Suggestions Of(IEnumerable<string> names) => new([.. names.Select(name => (name, name))]);

    /// <summary>The same for an option that lists several with commas: the last is completed.</summary>
    public Suggestions InList(string typed) =>
        typed.LastIndexOf(',') is >= 0 and var comma ? this with { Before = typed[..(comma + 1)] + " " } : this;

    /// <summary>Those that have what was typed in them, first those that begin with it; no more than Discord takes.</summary>
    public IReadOnlyList<OptionChoice> Matching(string typed)
    {
        var part = typed[Math.Min(typed.Length, Before.Length == 0 ? 0 : Before.Length - 1)..].Trim();
        return
        [
            .. All.Where(one => Has(one.Label, part) || Has(one.Value, part))
                .OrderBy(one => !Begins(one.Value, part) && !Begins(one.Label, part))
                .Select(one => (Label: Before + one.Label, Value: Before + one.Value))
                .Where(one => one.Value.Length is > 0 and <= Longest)
                .DistinctBy(one => one.Value)
                .Take(Most)
                .Select(one => Option.Choice(MessageText.Shorten(one.Label, Longest), one.Value)),
        ];
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool Begins(string text, string part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase);
}
