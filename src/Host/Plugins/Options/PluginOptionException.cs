namespace Atelier.Host.Plugins.Options;

/// <summary>An option's value that does not fit.</summary>
/// <param name="field">The option, in camel case, with dots where it lies deeper; empty for the whole.</param>
/// <param name="problem">What is wrong with it, and what would be right.</param>
internal sealed class PluginOptionException(string field, string problem)
    : PluginException(field.Length == 0 ? $"its options: {problem}" : $"its option {field}: {problem}")
{
    public string Field { get; } = field;

    public string Problem { get; } = problem;
}
