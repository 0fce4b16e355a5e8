using System.Text.RegularExpressions;
using Xunit;

namespace Atelier.Compliance;

/// <summary>What every part that is found by its name keeps to.</summary>
public static partial class NamedCompliance
{
    public static void Check(INamed part)
    {
        Assert.Matches(NamePattern(), part.Name);
        string[] all = [part.Name, .. part.Aliases,
            .. part.Label.Equals(part.Name, StringComparison.OrdinalIgnoreCase) ? Array.Empty<string>() : [part.Label]];
        Assert.Equal(all.Length, all.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(all, name => Assert.Equal(name.Trim(), name));
        Assert.All(all, name => Assert.InRange(name.Length, 1, 64));
        Assert.False(string.IsNullOrWhiteSpace(part.Description), $"{part.Name} has no description.");
        Assert.DoesNotContain('\n', part.Description);
    }

    [GeneratedRegex("^[a-z0-9_]{1,64}$")]
    private static partial Regex NamePattern();
}
