using System.Collections;
using System.Globalization;

namespace Atelier.Scripting;

/// <summary>What stands after a script's name on the command line, or in a run's arguments: <c>in out --scale 2 --dry</c>.</summary>
/// <param name="arguments">All of it, in order.</param>
public sealed class ScriptArguments(IReadOnlyList<string> arguments) : IReadOnlyList<string>
{
    /// <inheritdoc/>
    public int Count => arguments.Count;

    /// <inheritdoc/>
    /// <exception cref="ScriptException">There is no argument at this place.</exception>
    public string this[int index] => index >= 0 && index < Count
        ? arguments[index]
        : throw new ScriptException(
            "missing_argument", $"argument {index + 1} is missing; {(Count == 0 ? "none was" : $"{Count} were")} given", "Args");

    /// <summary>The argument at a place before all options, or something else where there is none.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="otherwise">What to take where there is none.</param>
    public string At(int index, string otherwise) =>
        arguments.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ElementAtOrDefault(index) ?? otherwise;

    /// <summary>The value after <c>--name</c>, or something else where it was not given.</summary>
    /// <param name="name">Without the dashes.</param>
    /// <param name="otherwise">What to take where it was not given.</param>
    /// <typeparam name="T">Text, a number, a date: what .NET parses.</typeparam>
    /// <exception cref="ScriptException">The value is missing or none of that type.</exception>
    public T Option<T>(string name, T otherwise)
        where T : IParsable<T>
    {
        var at = IndexOf(name);
        return at < 0 ? otherwise
            : at + 1 < Count && T.TryParse(arguments[at + 1], CultureInfo.InvariantCulture, out var value) ? value
            : throw new ScriptException("invalid_argument", $"--{name} needs a {typeof(T).Name}, such as {otherwise}", $"--{name}");
    }

    /// <summary>Whether <c>--name</c> was given.</summary>
    /// <param name="name">Without the dashes.</param>
    public bool Has(string name) => IndexOf(name) >= 0;

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => arguments.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (arguments[i] == $"--{name}")
            {
                return i;
            }
        }

        return -1;
    }
}
