using Atelier.Host.Texts;

namespace Atelier.Host.Plugins;

/// <summary>Refuses a part whose options make no sense, before a request meets them.</summary>
internal static class PartOptionCheck
{
    /// <summary>A copy of the options, once they are found sound.</summary>
    /// <exception cref="PluginException">One has no name, no range, a default outside it, or a name twice.</exception>
    public static IReadOnlyList<PartOption> Of(string kind, string part, IReadOnlyList<PartOption>? declared)
    {
        PartOption[] options = [.. declared ?? []];
        if (options.Any(option => string.IsNullOrWhiteSpace(option?.Name)))
        {
            throw new PluginException($"the {kind} '{part}' has an option without a name");
        }

        foreach (var option in options)
        {
            var ends = $"{option.Minimum} to {option.Maximum}";
            if (!double.IsFinite(option.Minimum) || !double.IsFinite(option.Maximum) || option.Minimum > option.Maximum)
            {
                throw new PluginException(
                    $"the {kind} '{part}' has the option {OneLine.Quoted(option.Name)} from {ends}, which is no range");
            }

            if (!(option.Default >= option.Minimum && option.Default <= option.Maximum))
            {
                throw new PluginException(
                    $"the {kind} '{part}' has the option {OneLine.Quoted(option.Name)} whose default {option.Default} is not in {ends}");
            }
        }

        if (options.GroupBy(option => option.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new PluginException($"the {kind} '{part}' has the option {OneLine.Quoted(twice.Key)} twice");
        }

        return options;
    }
}
