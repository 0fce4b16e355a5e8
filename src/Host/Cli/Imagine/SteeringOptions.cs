using System.Collections.Frozen;
using System.CommandLine;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Imagine;

/// <summary>What changes how the network is followed and its latents decoded: guidance, FreeU, shared style, autoencoder.</summary>
internal sealed class SteeringOptions : IRequestOptions
{
    private const string FreeUExample = "b1=1.3,b2=1.4,s1=0.9,s2=0.2";

    private readonly Option<string?> _guidance = new("--guidance") { Description = "See: atelier guidances", HelpName = "NAME" };
    private readonly Option<string[]> _guidanceOption = new("--guidance-option")
    {
        Description = "A guidance's option, such as pag_scale=2; may be given several times",
        HelpName = "NAME=X",
    };

    private readonly Option<string?> _freeU = new("--freeu")
    {
        Description = $"FreeU: on, off, or its factors, as {FreeUExample}",
        HelpName = "FACTORS",
    };

    private readonly Option<bool?> _shareStyle =
        new("--share-style") { Description = "The pictures of a batch share the first one's style" };
    private readonly Option<string?> _vae = new("--vae")
    {
        Description = "An autoencoder of models/vae; none takes the model's own",
        HelpName = "NAME",
    };

    public static IReadOnlyDictionary<string, string> NamesByField { get; } = new Dictionary<string, string>
    {
        ["guidance"] = "--guidance", ["guidanceOptions"] = "--guidance-option", ["shareStyle"] = "--share-style", ["vae"] = "--vae",
        ["freeU"] = "--freeu", ["freeU.b1"] = "--freeu", ["freeU.b2"] = "--freeu", ["freeU.s1"] = "--freeu", ["freeU.s2"] = "--freeu",
    };

    public IReadOnlyList<Option> All => [_guidance, _guidanceOption, _freeU, _shareStyle, _vae];

    /// <summary>The request with what was given.</summary>
    /// <exception cref="InputException">A factor or an option cannot be read.</exception>
    public GenerationRequest Apply(ParseResult parsed, GenerationRequest request)
    {
        return request with
        {
            Guidance = parsed.GetValue(_guidance) ?? request.Guidance,
            GuidanceOptions = GuidanceOptions(parsed, request.GuidanceOptions),
            FreeU = parsed.GetValue(_freeU) is { } freeU ? FreeU(freeU) : request.FreeU,
            ShareStyle = parsed.GetValue(_shareStyle) ?? request.ShareStyle,
            Vae = parsed.GetValue(_vae) ?? request.Vae,
        };
    }

    // Another guidance has other options: those of the picture's go.
    private IReadOnlyDictionary<string, double> GuidanceOptions(ParseResult parsed, IReadOnlyDictionary<string, double> start)
    {
        var given = parsed.GetValue(_guidanceOption) ?? [];
        var kept = parsed.GetValue(_guidance) is null ? start : FrozenDictionary<string, double>.Empty;
        return given.Length == 0 ? kept : new Dictionary<string, double>(kept).Add("--guidance-option", "pag_scale=2", given);
    }

    private static FreeUSettings? FreeU(string text)
    {
        if (text is "on" or "off")
        {
            return text == "on" ? new FreeUSettings() : null;
        }

        var factors = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
            .Add("--freeu", FreeUExample, text.Split(',', StringSplitOptions.TrimEntries));
        if (factors.Keys.FirstOrDefault(name => name.ToLowerInvariant() is not ("b1" or "b2" or "s1" or "s2")) is { } unknown)
        {
            throw new InputException(
                $"--freeu: {OneLine.Quoted(unknown)} is not one of its factors; it has b1, b2, s1, s2, as in --freeu {FreeUExample}");
        }

        var defaults = new FreeUSettings();
        return new FreeUSettings
        {
            B1 = factors.GetValueOrDefault("b1", defaults.B1),
            B2 = factors.GetValueOrDefault("b2", defaults.B2),
            S1 = factors.GetValueOrDefault("s1", defaults.S1),
            S2 = factors.GetValueOrDefault("s2", defaults.S2),
        };
    }
}
