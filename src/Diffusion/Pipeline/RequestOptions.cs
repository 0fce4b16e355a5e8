using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Options that a request gives to a part.</summary>
public static class RequestOptions
{
    /// <summary>Checks them against what the part declares, and adds the defaults of all others.</summary>
    /// <param name="field">The request's field, for the error.</param>
    /// <param name="declared">What the part reads.</param>
    /// <param name="given">What the request says.</param>
    /// <exception cref="RequestException">A name is not declared, or a value is outside its range.</exception>
    public static PartOptions Bind(string field, IReadOnlyList<PartOption> declared, IReadOnlyDictionary<string, double> given)
    {
        try
        {
            return PartOptions.Bind(declared, given);
        }
        catch (ArgumentException exception)
        {
            throw new RequestException(field, exception.Message);
        }
    }

    /// <summary>All values by name, for records.</summary>
    internal static IReadOnlyDictionary<string, double> All(this PartOptions options, IReadOnlyList<PartOption> declared) =>
        declared.ToDictionary(option => option.Name, option => options[option.Name]);
}
