using System.Globalization;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Imagine;

/// <summary>Texts such as <c>eta=0.5</c>.</summary>
internal static class NamedNumbers
{
    /// <summary>Adds what the texts say; a later one wins.</summary>
    /// <param name="option">Whose texts they are, for the error.</param>
    /// <param name="example">What would be right.</param>
    /// <exception cref="InputException">One is not a name and a number.</exception>
    public static Dictionary<string, double> Add(
        this Dictionary<string, double> numbers, string option, string example, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Split('=') is not [{ Length: > 0 } name, var number]
                || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                throw new InputException($"{option}: {OneLine.Quoted(text)} is not a name and a number, as in {option} {example}");
            }

            numbers[name.Trim()] = value;
        }

        return numbers;
    }
}
