namespace Atelier.Generation;

/// <summary>A request that cannot be honoured, with the field at fault. Its message is one line, for people.</summary>
/// <param name="field">The field's name as <see cref="GenerationRequest"/> spells it, in camelCase (<c>width</c>).</param>
/// <param name="problem">What is wrong and what would be right, without the field's name.</param>
public class RequestException(string field, string problem) : Exception($"{field}: {problem}")
{
    /// <summary>The field at fault, in camelCase.</summary>
    public string Field { get; } = field;

    /// <summary>What is wrong and what would be right.</summary>
    public string Problem { get; } = problem;
}
