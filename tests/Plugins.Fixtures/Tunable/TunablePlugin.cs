using Atelier.Plugins;
using Atelier.Sampling;

namespace Atelier.Tunable;

public sealed class TunablePlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder.AddSchedule(new TunableSchedule(builder.AddOptions<TunableOptions>()));
}

/// <summary>A schedule of as many levels as its options say, each of their value.</summary>
internal sealed class TunableSchedule(TunableOptions options) : ISigmaSchedule
{
    public string Name => "tunable";

    public double[] Sigmas(SigmaRequest request) => [.. Enumerable.Repeat(options.Strength, options.Levels), 0];
}
