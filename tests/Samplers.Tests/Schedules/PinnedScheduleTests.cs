using Atelier.Compliance.Doubles;
using Atelier.Sampling;

namespace Atelier.Samplers.Tests.Schedules;

/// <summary>
/// Levels computed once with NumPy and SciPy from the formulas of ComfyUI and AUTOMATIC1111, for Stable Diffusion's training schedule.
/// </summary>
public class PinnedScheduleTests
{
    [Theory]
    [InlineData("normal", "sd1", new[] { 14.61464123, 4.086081071, 1.61558026, 0.6951495191, 0.02916715815 })]
    [InlineData("sgm_uniform", "sd1", new[] { 14.61464123, 4.086081071, 1.61558026, 0.6951495191 })]
    [InlineData("simple", "sd1", new[] { 14.61464123, 6.701629405, 3.528203192, 2.061670738, 1.276235135, 0.7900609566, 0.4380617327 })]
    [InlineData("ddim_uniform", "sd1",
        new[] { 6.570649592, 3.485454825, 2.047311804, 1.272062954, 0.7900609566, 0.4403090138, 0.041314412 })]
    [InlineData("beta", "sd1",
        new[] { 14.61464123, 10.47766121, 5.699896437, 2.963016939, 1.61558026, 0.9199955703, 0.5142456214, 0.2435147146 })]
    [InlineData("kl_optimal", "sd1", new[] { 14.61464123, 2.14274121, 0.9615880269, 0.4198361926, 0.02916715815 })]
    [InlineData("linear_quadratic", "sd1",
        new[] { 14.61464123, 14.49285255, 14.37106388, 14.2492752, 13.26735399, 10.56516772, 6.142716392 })]
    [InlineData("align_your_steps", "sdxl", new[] { 14.615, 4.478117382, 1.855045711, 0.862, 0.4311417288, 0.1835847995, 0.029 })]
    [InlineData("align_your_steps", "sd1", new[] { 14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029 })]
    public void Levels_are_those_of_the_programs_it_comes_from(string name, string family, double[] expected)
    {
        var request = new SigmaRequest(expected.Length, SigmaList.StableDiffusion, family);
        var sigmas = PluginParts.All.Schedules[name].Sigmas(request);
        Assert.All(expected.Zip(sigmas), pair => Assert.Equal(pair.First, pair.Second, 2e-9 * pair.First));
    }

    [Theory]
    [InlineData("karras")]
    [InlineData("exponential")]
    [InlineData("polyexponential")]
    [InlineData("kl_optimal")]
    [InlineData("normal")]
    public void The_ends_of_a_request_are_the_ends_of_the_levels(string name)
    {
        var request = new SigmaRequest(12, SigmaList.StableDiffusion) { SigmaMin = 0.1, SigmaMax = 9 };
        var sigmas = PluginParts.All.Schedules[name].Sigmas(request);
        Assert.Equal(9, sigmas[0], 1e-9);
        Assert.Equal(0.1, sigmas[^2], 1e-9);
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("ddim_uniform")]
    public void More_steps_than_training_timesteps_are_refused_with_both_numbers(string name)
    {
        var error = Assert.Throws<ArgumentException>(
            () => PluginParts.All.Schedules[name].Sigmas(new SigmaRequest(1001, SigmaList.StableDiffusion)));
        Assert.Contains("1001", error.Message);
        Assert.Contains("1000", error.Message);
    }
}
