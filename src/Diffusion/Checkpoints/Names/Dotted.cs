using System.Globalization;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>Small steps along dotted names.</summary>
internal static class Dotted
{
    /// <summary>Takes a fixed prefix off.</summary>
    public static bool TryCut(string name, string prefix, out string rest)
    {
        var found = name.StartsWith(prefix, StringComparison.Ordinal);
        rest = found ? name[prefix.Length..] : name;
        return found;
    }

    /// <summary>Takes a prefix and the number behind it off: <c>down.3.block.0</c> with <c>down.</c> gives 3 and <c>block.0</c>.</summary>
    public static bool TryCutIndex(string name, string prefix, out int index, out string rest)
    {
        index = 0;
        if (!TryCut(name, prefix, out rest))
        {
            return false;
        }

        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        var digits = dot < 0 ? rest : rest[..dot];
        rest = dot < 0 ? "" : rest[(dot + 1)..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    /// <summary>Replaces a leading module path by the first rule that fits; null where none does.</summary>
    public static string? Rename(string name, ReadOnlySpan<(string From, string To)> rules)
    {
        foreach (var (from, to) in rules)
        {
            if (name.StartsWith(from, StringComparison.Ordinal) && (name.Length == from.Length || name[from.Length] == '.'))
            {
                return to + name[from.Length..];
            }
        }

        return null;
    }
}
