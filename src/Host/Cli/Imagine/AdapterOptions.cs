using System.CommandLine;
using System.Globalization;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Imagine;

/// <summary>Adapters by flag, beside those that the prompt's tags name.</summary>
internal sealed class AdapterOptions : IRequestOptions
{
    private readonly Option<string[]> _lora = new("--lora")
    {
        Description = "An adapter of models/loras with its strength, such as ink=0.8; may be given several times",
        HelpName = "NAME=X",
    };

    public static IReadOnlyDictionary<string, string> NamesByField { get; } = new Dictionary<string, string> { ["adapters"] = "--lora" };

    public IReadOnlyList<Option> All => [_lora];

    /// <summary>The request with what was given.</summary>
    /// <exception cref="InputException">A strength is no number.</exception>
    public GenerationRequest Apply(ParseResult parsed, GenerationRequest request) =>
        parsed.GetValue(_lora) is { Length: > 0 } given ? request with { Adapters = Array.ConvertAll(given, Read) } : request;

    private static AdapterUse Read(string text)
    {
        var at = text.LastIndexOf('=');
        if (at < 0)
        {
            return new AdapterUse { Name = text };
        }

        return double.TryParse(text[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? new AdapterUse { Name = text[..at], Weight = weight }
            : throw new InputException($"--lora: {OneLine.Quoted(text)} has no number behind its '='; write NAME=X, as in --lora ink=0.8");
    }
}
