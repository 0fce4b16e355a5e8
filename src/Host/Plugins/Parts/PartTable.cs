using System.Collections.Frozen;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Plugins;

/// <summary>The parts of one kind, found by name or alias without regard to case.</summary>
internal sealed class PartTable<T>
    where T : class, INamed
{
    private readonly string _field;
    private readonly FrozenDictionary<string, T> _byName;
    private readonly Part<T>[] _parts;

    /// <summary>Creates a table.</summary>
    /// <param name="field">The request's field that names such a part.</param>
    /// <param name="parts">Whose names are all different.</param>
    public PartTable(string field, IEnumerable<Part<T>> parts)
    {
        _field = field;
        _parts = [.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)];
        _byName = _parts.SelectMany(part => part.Names, (part, name) => KeyValuePair.Create(name, part.Value))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        All = [.. _parts.Select(part => part.Value)];
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<T> All { get; }

    /// <summary>All names and aliases.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    public T? TryFind(string name) => _byName.GetValueOrDefault(name.Trim());

    /// <exception cref="RequestException">There is none of that name.</exception>
    public T Find(string name) => TryFind(name) ?? throw new RequestException(_field,
        $"{OneLine.Quoted(name)} is unknown{NearestName.Hint(name, Names)}{(_parts.Length == 0 ? "; no plugin brings any" : "; known are " + string.Join(", ", _parts.Select(part => part.Name)))}");
}
