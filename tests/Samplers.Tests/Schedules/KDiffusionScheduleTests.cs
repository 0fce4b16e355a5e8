using Atelier.Compliance.Doubles;
using Atelier.Sampling;
using Atelier.Support;

namespace Atelier.Samplers.Tests.Schedules;

/// <summary>Against k-diffusion's schedules.</summary>
public class KDiffusionScheduleTests
{
    [GoldenTheory]
    [Trait("Category", "Golden")]
    [InlineData("karras", null)]
    [InlineData("exponential", null)]
    [InlineData("polyexponential", 1.5)]
    public void Levels_are_those_of_k_diffusion(string name, double? rho)
    {
        var golden = Golden.Open("samplers", "expected.safetensors");
        var table = new SigmaList(golden["table.sigmas"].Doubles);
        var runs = golden.Names.Where(run => run.StartsWith(name + ".", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(runs);
        foreach (var run in runs)
        {
            var request = new SigmaRequest(golden[run].Doubles.Length - 1, table) { Rho = rho };
            Closeness.AssertClose(golden[run], PluginParts.All.Schedules[name].Sigmas(request), 1e-6);
        }
    }
}
