using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli;

/// <summary>Options that take numbers, with messages for people. Ranges are the validator's business.</summary>
internal static class Numbers
{
    public static Option<int?> Whole(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : Fail<int?>(result, BigInteger.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? "is far out of range" : "is not a whole number"),
    };

    public static Option<double?> Real(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result => double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : Fail<double?>(result, "is not a number"),
    };

    public static Option<SeedChoice?> Seed(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Text(result) == "-1" ? new SeedChoice(null)
            : ulong.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new SeedChoice(value)
            : Fail<SeedChoice>(result, $"is not a seed; it must be a whole number from 0 to {ulong.MaxValue}, or -1 for a random one"),
    };

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static T? Fail<T>(ArgumentResult result, string problem)
    {
        var option = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{option}: {OneLine.Quoted(Text(result))} {problem}");
        return default;
    }
}

/// <summary>A seed that was asked for; null, which AUTOMATIC1111 spells −1, is a random one.</summary>
internal sealed record SeedChoice(ulong? Value);
