using Atelier.Diffusion.Imaging.Metadata;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>A preprocessor's first two options by their places, as texts of sd-webui-controlnet say them.</summary>
public static class ThresholdNames
{
    /// <summary>
    /// The options under their own names. One that says what the preprocessor has none for is left out, as the extension does.
    /// </summary>
    /// <param name="options">What a request says.</param>
    /// <param name="declared">The preprocessor's.</param>
    public static IReadOnlyDictionary<string, double> Resolve(
        IReadOnlyDictionary<string, double> options, IReadOnlyList<PartOption> declared)
    {
        if (!ControlNetWords.Thresholds.Any(options.ContainsKey))
        {
            return options;
        }

        var named = options.Where(option => !ControlNetWords.Thresholds.Contains(option.Key)).ToDictionary();
        foreach (var (option, threshold) in declared.Zip(ControlNetWords.Thresholds))
        {
            if (options.TryGetValue(threshold, out var value))
            {
                named.TryAdd(option.Name, value);
            }
        }

        return named;
    }
}
