namespace Atelier.Scripting;

/// <summary>Says what happens in a script. Lines of it come in order.</summary>
public interface IScriptLog
{
    /// <summary>What may be worth knowing.</summary>
    /// <param name="text">A line, or several.</param>
    void Info(object? text);

    /// <summary>Something that went otherwise than it should, and the script goes on.</summary>
    /// <param name="text">A line, or several.</param>
    void Warning(object? text);

    /// <summary>Something that failed.</summary>
    /// <param name="text">A line, or several.</param>
    void Error(object? text);
}
