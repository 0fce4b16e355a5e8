using Atelier.Host.Texts;

namespace Atelier.Host.Plugins;

/// <summary>Something a plugin brings, with its names.</summary>
internal sealed record Part<T>(T Value, string Name, IReadOnlyList<string> Aliases)
    where T : class, INamed
{
    private const int LongestName = 64;

    /// <summary>Its name, label and aliases.</summary>
    public IEnumerable<string> Names => Aliases.Prepend(Name);

    /// <summary>Checks a part's names.</summary>
    /// <param name="kind">For messages: <c>sampler</c>.</param>
    /// <param name="value">The part.</param>
    /// <exception cref="PluginException">A name breaks the rules of <see cref="INamed"/>.</exception>
    public static Part<T> Of(string kind, T value)
    {
        var name = value.Name;
        if (name.Length is 0 or > LongestName || !name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
        {
            throw new PluginException(
                $"the {kind} {OneLine.Quoted(name)} must be named in lower case letters, digits and underscores, at most {LongestName}");
        }

        // The label is found like an alias; one that only differs in case is found already.
        var aliases = value.Aliases.Prepend(value.Label)
            .Where(alias => !name.Equals(alias, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        if (aliases.FirstOrDefault(
            alias => string.IsNullOrWhiteSpace(alias) || alias.Length > LongestName || alias.Any(char.IsControl)) is { } wrong)
        {
            throw new PluginException(
                $"the {kind} '{name}' has the alias {OneLine.Quoted(wrong)}; an alias is one line of 1 to {LongestName} characters");
        }

        return new Part<T>(value, name, aliases);
    }
}
