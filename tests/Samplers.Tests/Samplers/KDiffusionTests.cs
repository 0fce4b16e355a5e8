using System.Text.Json;
using Atelier.Compliance.Doubles;
using Atelier.Support;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Samplers;

/// <summary>Against runs of k-diffusion in double precision.</summary>
public class KDiffusionTests
{
    private const double Tolerance = 1e-6;

    /// <summary>
    /// For the two solvers that k-diffusion gives its noise levels as single-precision scalars, whatever the latent's precision.
    /// </summary>
    private const double SingleTolerance = 2e-5;

    [GoldenTheory]
    [Trait("Category", "Golden")]
    [InlineData("euler")]
    [InlineData("euler_ancestral")]
    [InlineData("heun")]
    [InlineData("dpm_2")]
    [InlineData("dpm_2_ancestral")]
    [InlineData("lms")]
    [InlineData("dpm_fast", SingleTolerance)]
    [InlineData("dpmpp_2s_ancestral")]
    [InlineData("dpmpp_sde")]
    [InlineData("dpmpp_2m")]
    [InlineData("dpmpp_2m_sde")]
    [InlineData("dpmpp_3m_sde")]
    public void A_run_ends_where_that_of_k_diffusion_ends(string name, double tolerance = Tolerance)
    {
        var golden = Golden.Open("samplers", "expected.safetensors");
        var runs = golden.Names.Where(run => run.StartsWith(name + ".", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(runs);
        foreach (var run in runs)
        {
            var sigmas = golden["karras" + run[name.Length..]].Doubles;
            Closeness.AssertClose(golden[run], Sample(golden, name, sigmas).Values, tolerance);
        }
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void The_adaptive_solver_takes_the_steps_of_k_diffusion()
    {
        var golden = Golden.Open("samplers", "expected.safetensors");
        var levels = golden["table.sigmas"].Doubles;
        Closeness.AssertClose(golden["dpm_adaptive"], Sample(golden, "dpm_adaptive", [levels[^1], levels[0], 0]).Values, SingleTolerance);
    }

    private static Latent Sample(GoldenTensors golden, string name, double[] sigmas)
    {
        using var meta = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("samplers", "meta.json")));
        var sampler = PluginParts.All.Samplers[name];
        var table = new SigmaList(golden["table.sigmas"].Doubles);
        var model = new MixtureDenoiser(golden["centres"], meta.RootElement.GetProperty("std").GetDouble(), table);
        var start = Latent.Own(new TensorShape(golden["x0"].Shape), golden["x0"].Doubles) * sigmas[0];
        var context = new RecordingContext(new QueuedNoise(golden["noise"]), PartOptions.Bind(sampler.Options));
        return sampler.Sample(model, start, sigmas, context);
    }
}
