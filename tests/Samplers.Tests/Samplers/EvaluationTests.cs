using Atelier.Compliance.Doubles;

namespace Atelier.Samplers.Tests.Samplers;

public class EvaluationTests
{
    /// <summary>What the README promises, for a schedule that ends in 0.</summary>
    [Theory]
    [InlineData("euler", 20)]
    [InlineData("euler_ancestral", 20)]
    [InlineData("heun", 39)]
    [InlineData("dpm_2", 39)]
    [InlineData("dpm_2_ancestral", 39)]
    [InlineData("lms", 20)]
    [InlineData("dpm_fast", 20)]
    [InlineData("dpmpp_2s_ancestral", 39)]
    [InlineData("dpmpp_sde", 39)]
    [InlineData("dpmpp_2m", 20)]
    [InlineData("dpmpp_2m_sde", 20)]
    [InlineData("dpmpp_3m_sde", 20)]
    [InlineData("ddim", 20)]
    [InlineData("ddpm", 20)]
    [InlineData("plms", 21)]
    [InlineData("unipc", 20)]
    [InlineData("deis", 20)]
    [InlineData("lcm", 20)]
    [InlineData("tcd", 20)]
    [InlineData("restart", 39)]
    [InlineData("euler_cfg_pp", 20)]
    public void Twenty_steps_cost_so_many_evaluations(string name, int evaluations)
    {
        var model = new GaussianDenoiser();
        SamplerRun.Of(PluginParts.All.Samplers[name], model, SamplerRun.LevelsToZero(20), [1]);
        Assert.Equal(evaluations, model.Calls);
    }
}
