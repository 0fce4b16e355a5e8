using System.Collections.Frozen;

namespace Atelier;

/// <summary>One number a part can be tuned with.</summary>
/// <param name="Name">As the field spells it: <c>eta</c>, <c>s_noise</c>.</param>
/// <param name="Default">The value when a request gives none.</param>
/// <param name="Minimum">The smallest allowed value.</param>
/// <param name="Maximum">The largest allowed value.</param>
/// <param name="Description">What it does, in a line.</param>
public sealed record PartOption(string Name, double Default, double Minimum, double Maximum, string Description);

/// <summary>The values of a part's options for one generation.</summary>
public sealed class PartOptions
{
    private readonly FrozenDictionary<string, double> _values;

    private PartOptions(FrozenDictionary<string, double> values) => _values = values;

    /// <summary>Takes the given values and the defaults of all others.</summary>
    /// <param name="declared">What the part reads.</param>
    /// <param name="given">What the request says; may be null.</param>
    /// <exception cref="ArgumentException">A given name is not declared, or a value is outside its range or not finite.</exception>
    public static PartOptions Bind(IReadOnlyList<PartOption> declared, IReadOnlyDictionary<string, double>? given = null)
    {
        var values = declared.ToDictionary(option => option.Name, option => option.Default, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in given ?? FrozenDictionary<string, double>.Empty)
        {
            var option = declared.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException(declared.Count == 0
                    ? $"it has no options, so '{name}' cannot be set"
                    : $"'{name}' is not one of its options; it has {string.Join(", ", declared.Select(known => known.Name))}");
            if (!(value >= option.Minimum && value <= option.Maximum))
            {
                throw new ArgumentException($"{option.Name} is {value}; it must be between {option.Minimum} and {option.Maximum}");
            }

            values[option.Name] = value;
        }

        return new PartOptions(values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The value of an option that the part declares.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">The part does not declare it.</exception>
    public double this[string name] => _values[name];
}
