using Atelier.Plugins;
using Atelier.Samplers.Guidance;
using Atelier.Samplers.Noise;
using Atelier.Samplers.Schedules;

namespace Atelier.Samplers;

/// <summary>The samplers, schedules, noise and guidance that come with Atelier.</summary>
public sealed class SamplersPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder) => builder
        .AddSampler<Euler>()
        .AddSampler<EulerAncestral>()
        .AddSampler<Heun>()
        .AddSampler<Dpm2>()
        .AddSampler<Dpm2Ancestral>()
        .AddSampler<Lms>()
        .AddSampler<DpmFast>()
        .AddSampler<DpmAdaptive>()
        .AddSampler<Dpmpp2SAncestral>()
        .AddSampler<DpmppSde>()
        .AddSampler<Dpmpp2M>()
        .AddSampler<Dpmpp2MSde>()
        .AddSampler<Dpmpp3MSde>()
        .AddSampler<Ddim>()
        .AddSampler<Ddpm>()
        .AddSampler<Plms>()
        .AddSampler<UniPc>()
        .AddSampler<Deis>()
        .AddSampler<Lcm>()
        .AddSampler<Tcd>()
        .AddSampler<Restart>()
        .AddSampler<EulerCfgPp>()
        .AddSchedule<Normal>()
        .AddSchedule<Karras>()
        .AddSchedule<Exponential>()
        .AddSchedule<Polyexponential>()
        .AddSchedule<SgmUniform>()
        .AddSchedule<Simple>()
        .AddSchedule<DdimUniform>()
        .AddSchedule<Beta>()
        .AddSchedule<AlignYourSteps>()
        .AddSchedule<KlOptimal>()
        .AddSchedule<LinearQuadratic>()
        .AddNoise<TorchNoise>()
        .AddNoise<PhiloxNoise>()
        .AddGuidance<ClassifierFreeGuidance>()
        .AddGuidance<PerturbedAttentionGuidance>()
        .AddGuidance<PerpendicularNegativeGuidance>()
        .AddGuidance<AdaptiveProjectedGuidance>()
        .AddGuidance<DynamicThresholding>();
}
