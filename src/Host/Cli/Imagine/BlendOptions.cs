using System.CommandLine;
using Atelier.Generation;

namespace Atelier.Host.Cli.Imagine;

/// <summary>A second prompt that the first is moved towards.</summary>
internal sealed class BlendOptions : IRequestOptions
{
    private readonly Option<string?> _prompt =
        new("--blend") { Description = "A second prompt; the picture lies between the two", HelpName = "TEXT" };
    private readonly Option<double?> _weight = Numbers.Real("--blend-weight", "How far towards it, 0 to 1 (default 0.5)");

    public static IReadOnlyDictionary<string, string> NamesByField { get; } = new Dictionary<string, string>
    {
        ["blend.prompt"] = "--blend", ["blend.weight"] = "--blend-weight",
    };

    public IReadOnlyList<Option> All => [_prompt, _weight];

    /// <exception cref="InputException">There is a weight and nothing to weigh.</exception>
    public GenerationRequest Apply(ParseResult parsed, GenerationRequest request)
    {
        var (prompt, weight) = (parsed.GetValue(_prompt) ?? request.Blend?.Prompt, parsed.GetValue(_weight));
        return prompt is not null
            ? request with { Blend = new PromptBlend { Prompt = prompt, Weight = weight ?? request.Blend?.Weight ?? 0.5 } }
            : weight is null ? request
            : throw new InputException("--blend-weight: needs a second prompt; give one with --blend");
    }
}
