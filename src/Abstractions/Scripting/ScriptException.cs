namespace Atelier.Scripting;

/// <summary>Something that a script asked for did not work. Its message is one line, for people.</summary>
/// <param name="code">For programs, in snake case: <c>invalid_request</c>, <c>not_found</c>, <c>queue_full</c>,
/// <c>generation_failed</c>.</param>
/// <param name="message">What is wrong, and what would be right.</param>
/// <param name="field">The field at fault, in camelCase; null where none is.</param>
public sealed class ScriptException(string code, string message, string? field = null) : Exception(message)
{
    /// <summary>For programs.</summary>
    public string Code { get; } = code;

    /// <summary>The field at fault; null where none is.</summary>
    public string? Field { get; } = field;
}
