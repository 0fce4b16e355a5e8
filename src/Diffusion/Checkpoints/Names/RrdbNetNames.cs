using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Translates the layouts of ESRGAN's generator to the newest one (BasicSR's, which Real-ESRGAN has): <c>conv_first</c>,
/// <c>body.0.rdb1.conv1</c>, <c>conv_body</c>, <c>conv_up1</c>, …, <c>conv_hr</c>, <c>conv_last</c>.
/// </summary>
internal sealed partial class RrdbNetNames
{
    // Training scripts keep the weights, or their running average, under a name.
    private static readonly string[] Prefixes = ["params_ema.", "params.", "module."];

    private static readonly Dictionary<string, string> Release = new()
    {
        ["trunk_conv"] = "conv_body", ["HRconv"] = "conv_hr", ["upconv1"] = "conv_up1", ["upconv2"] = "conv_up2", ["upconv3"] = "conv_up3",
    };

    private readonly string _prefix;
    private readonly int _ups;

    /// <param name="keys">All of the file's names.</param>
    public RrdbNetNames(IReadOnlySet<string> keys)
    {
        _prefix = Prefixes.FirstOrDefault(prefix => IsOne(keys, prefix)) ?? "";
        // An unnamed list: the first layer, the blocks, a resize and a convolution for each doubling, and two convolutions behind an
        // activation.
        _ups = Enumerable.Range(0, 4).Last(ups => ups == 0 || keys.Contains($"{_prefix}model.{(3 * ups) + 4}.weight"));
    }

    /// <summary>Whether these are the names of such a network.</summary>
    public static bool Recognises(IReadOnlySet<string> keys) => Prefixes.Append("").Any(prefix => IsOne(keys, prefix));

    /// <inheritdoc cref="KeyMap"/>
    public IEnumerable<(string Name, WeightRef Weight)> Map(string key, WeightRef stored) =>
        key.StartsWith(_prefix, StringComparison.Ordinal) && Rename(key[_prefix.Length..]) is { } name ? [(name, stored)] : [];

    private static bool IsOne(IReadOnlySet<string> keys, string prefix) => keys.Contains($"{prefix}body.0.rdb1.conv1.weight")
        || keys.Contains($"{prefix}RRDB_trunk.0.RDB1.conv1.weight")
        || keys.Contains($"{prefix}model.1.sub.0.RDB1.conv1.0.weight");

    private string? Rename(string key)
    {
        var split = key.LastIndexOf('.');
        if (split < 0 || key[(split + 1)..] is not ("weight" or "bias"))
        {
            return null;
        }

        var (module, end) = (key[..split], key[split..]);
        return Block().Match(module) is { Success: true } block ? $"body.{block.Groups[1]}.rdb{block.Groups[2]}.conv{block.Groups[3]}{end}"
            : Trunk().IsMatch(module) ? "conv_body" + end
            : Listed().Match(module) is { Success: true } listed
                ? Unnamed(int.Parse(listed.Groups[1].ValueSpan, CultureInfo.InvariantCulture)) + end
            : Release.GetValueOrDefault(module, module) + end;
    }

    // What is none of them keeps its number, and no graph asks for it.
    private string Unnamed(int index) => index == 0 ? "conv_first"
        : index == (3 * _ups) + 2 ? "conv_hr"
        : index == (3 * _ups) + 4 ? "conv_last"
        : index % 3 == 0 && index / 3 <= _ups ? $"conv_up{index / 3}"
        : $"model.{index}";

    [GeneratedRegex(
        @"^(?:body|RRDB_trunk|model\.1\.sub)\.(\d{1,4})\.(?:rdb|RDB)([123])\.conv([1-5])(?:\.0)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"^model\.1\.sub\.\d{1,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Trunk();

    [GeneratedRegex(@"^model\.(\d{1,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex Listed();
}
