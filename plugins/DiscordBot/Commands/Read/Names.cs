using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Messages;

namespace Atelier.DiscordBot.Commands.Read;

/// <summary>Names as people type them: in any case, or only a part that no other name has.</summary>
internal static class Names
{
    /// <param name="option">As the refusal names it.</param>
    /// <exception cref="Refusal">There is none, or the part fits several.</exception>
    public static T Find<T>(IEnumerable<T> all, string typed, string option, Func<T, string> name, Func<T, string>? label = null)
    {
        label ??= name;
        var list = all.ToList();
        var exact = list.FindIndex(one => Same(name(one), typed));
        exact = exact < 0 ? list.FindIndex(one => Same(label(one), typed)) : exact;
        if (exact >= 0)
        {
            return list[exact];
        }

        var parts = list.FindAll(one => Has(name(one), typed) || Has(label(one), typed));
        return parts switch
        {
            [var only] => only,
            [] => throw new Refusal(
                $"There is no `{option}` “{MessageText.Escape(typed, 100)}” here. Please take one of those that are suggested while you type."),
            _ => throw new Refusal(
                $"`{option}` “{MessageText.Escape(typed, 100)}” fits {parts.Count} names, such as {MessageText.Escape(name(parts[0]), 100)} and "
                + $"{MessageText.Escape(name(parts[1]), 100)}. Please say which."),
        };
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
