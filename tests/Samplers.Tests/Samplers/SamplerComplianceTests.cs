using Atelier.Compliance;
using Atelier.Sampling;

namespace Atelier.Samplers.Tests.Samplers;

/// <summary>The compliance suite for each sampler of the plugin, with what is particular to it.</summary>
public static class SamplerComplianceTests
{
    public class Euler() : Flow("euler", 1);

    public class EulerAncestral() : Flow("euler_ancestral", 1);

    public class Heun() : Flow("heun", 2);

    public class Dpm2() : Flow("dpm_2", 2);

    public class Dpm2Ancestral() : Flow("dpm_2_ancestral", 2);

    public class Lms() : Flow("lms", 2);

    public class DpmFast() : Flow("dpm_fast", 2);

    public class Dpmpp2SAncestral() : Flow("dpmpp_2s_ancestral", 2);

    public class DpmppSde() : Flow("dpmpp_sde", 2);

    public class Dpmpp2M() : Flow("dpmpp_2m", 2);

    public class Dpmpp2MSde() : Flow("dpmpp_2m_sde", 2);

    public class Dpmpp3MSde() : Flow("dpmpp_3m_sde", 2);

    public class Ddim() : Flow("ddim", 1);

    public class Plms() : Flow("plms", 2);

    public class UniPc() : Flow("unipc", 2);

    public class Deis() : Flow("deis", 2);

    public class Tcd() : Flow("tcd", 1)
    {
        // Its models are distilled to jump; a posterior mean loses a little spread at each jump.
        protected override (double Least, double Most) Spread => (0.85, 1.07);
    }

    public class Restart() : Flow("restart", 2);

    public class EulerCfgPp() : Flow("euler_cfg_pp", 1);

    public class Ddpm : SamplerCompliance
    {
        protected override ISampler Sampler => PluginParts.All.Samplers["ddpm"];
    }

    public class Lcm : SamplerCompliance
    {
        protected override ISampler Sampler => PluginParts.All.Samplers["lcm"];

        protected override (double Least, double Most) Spread => (0.01, 1);
    }

    public class DpmAdaptive : SamplerCompliance
    {
        protected override ISampler Sampler => PluginParts.All.Samplers["dpm_adaptive"];

        // Its own relative tolerance of a step.
        protected override double BatchTolerance => 0.05;
    }

    public class Completeness
    {
        [Fact]
        public void Every_sampler_runs_the_suite() => Assert.Equal(
            PluginParts.All.Samplers.Values.Select(sampler => sampler.GetType().Name).Order(),
            typeof(SamplerComplianceTests).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(SamplerCompliance)) && !type.IsAbstract)
                .Select(type => type.Name).Order());
    }

    public abstract class Flow(string name, double order) : FlowSamplerCompliance
    {
        protected override ISampler Sampler => PluginParts.All.Samplers[name];

        protected override double Order => order;
    }
}
