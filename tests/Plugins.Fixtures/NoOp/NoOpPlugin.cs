using Atelier.Plugins;

namespace Atelier.NoOp;

public sealed class NoOpPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder
        .AddSampler<NoOpSampler>()
        .AddSchedule<NoOpSchedule>()
        .AddNoise<NoOpNoise>()
        .AddGuidance<NoOpGuidance>();
}
