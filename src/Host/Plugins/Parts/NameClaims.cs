using Atelier.Host.Texts;

namespace Atelier.Host.Plugins;

/// <summary>Who has which name. A plugin gets all of its names or none.</summary>
internal sealed class NameClaims
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives a plugin its id and the names of its parts.</summary>
    /// <exception cref="PluginException">Another plugin has one of them, or the plugin itself uses one twice.</exception>
    public void Claim(string id, PluginParts parts)
    {
        string[] names =
        [
            $"id {id}",
            .. parts.Names.SelectMany(part => part.All, (part, name) => $"{part.Kind} {name}"),
        ];
        if (names.FirstOrDefault(_owners.ContainsKey) is { } taken)
        {
            throw new PluginException($"the {OneLine.Of(taken)} is taken by the plugin '{_owners[taken]}'");
        }

        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new PluginException($"it brings the {OneLine.Of(twice.Key)} twice");
        }

        foreach (var name in names)
        {
            _owners.Add(name, id);
        }
    }
}
