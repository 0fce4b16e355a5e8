namespace Atelier.Host.Api.Json;

/// <summary>What a value of a type is called, for people.</summary>
internal static class JsonWords
{
    public static string For(Type type) => type switch
    {
        _ when type == typeof(string) => "a text of whole Unicode characters",
        _ when type == typeof(int) => $"a whole number from {int.MinValue} to {int.MaxValue}",
        _ when type == typeof(ulong) => $"a whole number from 0 to {ulong.MaxValue}, or -1 for a random one",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(DateTimeOffset) => "a date and time such as 2027-01-31T12:00:00Z",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()))}",
        _ when type.IsAssignableTo(typeof(IEnumerable<KeyValuePair<string, double>>)) => "an object of names and numbers",
        _ when type.IsAssignableTo(typeof(IEnumerable<string>)) => "an array of texts",
        _ => "an object",
    };
}
