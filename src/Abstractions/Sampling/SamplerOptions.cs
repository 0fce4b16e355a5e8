using System.Collections.Frozen;

namespace Atelier.Sampling;

/// <summary>One number a sampler can be tuned with.</summary>
/// <param name="Name">As the field spells it: <c>eta</c>, <c>s_noise</c>.</param>
/// <param name="Default">The value when a request gives none.</param>
/// <param name="Minimum">The smallest allowed value.</param>
/// <param name="Maximum">The largest allowed value.</param>
/// <param name="Description">What it does, in a line.</param>
public sealed record SamplerOption(string Name, double Default, double Minimum, double Maximum, string Description);

/// <summary>The values of a sampler's options for one generation.</summary>
public sealed class SamplerOptions
{
    private readonly FrozenDictionary<string, double> _values;

    private SamplerOptions(FrozenDictionary<string, double> values) => _values = values;

    /// <summary>Takes the given values and the defaults of all others.</summary>
    /// <param name="declared">What the sampler reads.</param>
    /// <param name="given">What the request says; may be null.</param>
    /// <exception cref="ArgumentException">A given name is not declared, or a value is outside its range or not finite.</exception>
    public static SamplerOptions Bind(IReadOnlyList<SamplerOption> declared, IReadOnlyDictionary<string, double>? given = null)
    {
        var values = declared.ToDictionary(option => option.Name, option => option.Default, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in given ?? FrozenDictionary<string, double>.Empty)
        {
            var option = declared.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException(declared.Count == 0
                    ? $"this sampler has no options, so '{name}' cannot be set"
                    : $"'{name}' is not an option of this sampler; it has {string.Join(", ", declared.Select(known => known.Name))}");
            if (!(value >= option.Minimum && value <= option.Maximum))
            {
                throw new ArgumentException($"{option.Name} is {value}; it must be between {option.Minimum} and {option.Maximum}");
            }

            values[option.Name] = value;
        }

        return new SamplerOptions(values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The value of an option that the sampler declares.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">The sampler does not declare it.</exception>
    public double this[string name] => _values[name];
}
