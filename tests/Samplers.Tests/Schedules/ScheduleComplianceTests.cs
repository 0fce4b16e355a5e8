using Atelier.Compliance;
using Atelier.Sampling;

namespace Atelier.Samplers.Tests.Schedules;

/// <summary>The compliance suite for each schedule of the plugin.</summary>
public static class ScheduleComplianceTests
{
    public class Normal() : Suite("normal");

    public class Karras() : Suite("karras");

    public class Exponential() : Suite("exponential");

    public class Polyexponential() : Suite("polyexponential");

    public class SgmUniform() : Suite("sgm_uniform");

    public class Simple() : Suite("simple");

    public class DdimUniform() : Suite("ddim_uniform");

    public class Beta() : Suite("beta");

    public class AlignYourSteps() : Suite("align_your_steps");

    public class KlOptimal() : Suite("kl_optimal");

    public class LinearQuadratic() : Suite("linear_quadratic");

    public class Completeness
    {
        [Fact]
        public void Every_schedule_runs_the_suite() => Assert.Equal(
            PluginParts.All.Schedules.Values.Select(schedule => schedule.GetType().Name).Order(),
            typeof(ScheduleComplianceTests).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Suite))).Select(type => type.Name)
                .Order());
    }

    public abstract class Suite(string name) : ScheduleCompliance
    {
        protected override ISigmaSchedule Schedule => PluginParts.All.Schedules[name];
    }
}
