using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>
/// Dynamic thresholding for latents: after Imagen (Saharia et al. 2022, section 2.3), as mcmonkeyprojects/sd-dynamic-thresholding does it
/// for AUTOMATIC1111 and ComfyUI, whose options it takes. The prediction at a high scale is brought to the spread that a lower one, the
/// mimicked, has.
/// </summary>
internal sealed class DynamicThresholding : IGuidance
{
    private const string Modes =
        "0 constant, 1 linear down, 2 cosine down, 3 half cosine down, 4 linear up, 5 cosine up, 6 half cosine up, 7 power up, "
        + "8 power down, 9 linear repeating, 10 cosine repeating, 11 sawtooth";

    public string Name => "dynamic_thresholding";

    public string Label => "Dynamic Thresholding";

    public IReadOnlyList<string> Aliases => ["dynthres", "cfg_fix"];

    public string Description =>
        "High guidance scales with the colours of a lower, mimicked scale (Saharia et al. 2022; mcmonkeyprojects).";

    public IReadOnlyList<PartOption> Options { get; } =
    [
        new("mimic_scale", 7, 0, 100, "The scale whose spread is taken"),
        new("percentile", 1, 0, 1, "What share of values sets the spread; those beyond it are clamped"),
        new("mimic_mode", 0, 0, 11, $"How the mimicked scale changes over the steps: {Modes}"),
        new("mimic_min", 0, 0, 100, "The mimicked scale's lowest value, where it changes"),
        new("cfg_mode", 0, 0, 11, "How the guidance scale changes over the steps; as mimic_mode"),
        new("cfg_min", 0, 0, 100, "The guidance scale's lowest value, where it changes"),
        new("sched_val", 1, 0, 100, "The power of modes 7 and 8; how often modes 9 to 11 repeat"),
        new("separate_channels", 1, 0, 1, "1 measures each channel of its own"),
        new("startpoint", 0, 0, 1, "What is scaled: 0 the distance from the mean, 1 from zero"),
        new("variability", 0, 0, 1, "How spread is measured: 0 the largest distance, 1 the standard deviation"),
        new("interpolate_phi", 1, 0, 1, "How much of the result is taken; 0 leaves plain guidance"),
    ];

    public IGuidanceRun Begin(GuidanceContext context) => new Run(context);

    private sealed class Run(GuidanceContext context) : IGuidanceRun
    {
        private readonly double _phi = context.Options["interpolate_phi"];

        public GuidanceNeeds Needs(GuidanceStep step) => new() { Unconditional = context.IsActive(step) };

        public Latent Guide(GuidanceStep step, GuidancePredictions predictions)
        {
            if (!context.IsActive(step) || predictions.Unconditional is not { } unconditional)
            {
                return Composition.WithoutReference(predictions.Conditional);
            }

            var direction = Composition.Direction(predictions.Conditional, unconditional);
            var fraction = Math.Min(1, step.Progress * context.Steps / Math.Max(1, context.Steps - 1));
            var mimicked = unconditional + (direction * Scale("mimic", context.Options["mimic_scale"], fraction));
            var guided = unconditional + (direction * Scale("cfg", context.Settings.Scale, fraction));
            var thresholded = SpreadTransfer.Apply(guided, mimicked, context.Options);
            guided = (thresholded * _phi) + (guided * (1 - _phi));
            return GuidanceRescale.Apply(predictions.X, step.Sigma, unconditional + direction, guided, context.Settings.Rescale);
        }

        private double Scale(string which, double scale, double fraction)
        {
            var least = context.Options[$"{which}_min"];
            return ((scale - least) * ScaleMode.At((int)context.Options[$"{which}_mode"], fraction, context.Options["sched_val"])) + least;
        }
    }
}
