namespace Atelier.Samplers.Tests;

public class SamplersPluginTests
{
    [Theory]
    [InlineData("Euler", "euler")]
    [InlineData("Euler a", "euler_ancestral")]
    [InlineData("Heun", "heun")]
    [InlineData("LMS", "lms")]
    [InlineData("DPM2", "dpm_2")]
    [InlineData("DPM2 a", "dpm_2_ancestral")]
    [InlineData("DPM fast", "dpm_fast")]
    [InlineData("DPM adaptive", "dpm_adaptive")]
    [InlineData("DPM++ 2S a", "dpmpp_2s_ancestral")]
    [InlineData("DPM++ SDE", "dpmpp_sde")]
    [InlineData("DPM++ 2M", "dpmpp_2m")]
    [InlineData("DPM++ 2M SDE", "dpmpp_2m_sde")]
    [InlineData("DPM++ 3M SDE", "dpmpp_3m_sde")]
    [InlineData("Restart", "restart")]
    [InlineData("DDIM", "ddim")]
    [InlineData("DDPM", "ddpm")]
    [InlineData("PLMS", "plms")]
    [InlineData("UniPC", "unipc")]
    [InlineData("DEIS", "deis")]
    [InlineData("LCM", "lcm")]
    [InlineData("TCD", "tcd")]
    [InlineData("Euler CFG++", "euler_cfg_pp")]
    [InlineData("sample_dpmpp_2m_sde", "dpmpp_2m_sde")]
    [InlineData("k_euler_a", "euler_ancestral")]
    [InlineData("uni_pc", "unipc")]
    public void A_sampler_is_found_by_the_label_that_other_programs_use(string label, string name) =>
        Assert.Equal(name, Find(PluginParts.All.Samplers.Values, label).Name);

    [Theory]
    [InlineData("Uniform", "normal")]
    [InlineData("Karras", "karras")]
    [InlineData("Exponential", "exponential")]
    [InlineData("Polyexponential", "polyexponential")]
    [InlineData("SGM Uniform", "sgm_uniform")]
    [InlineData("KL Optimal", "kl_optimal")]
    [InlineData("Align Your Steps", "align_your_steps")]
    [InlineData("Simple", "simple")]
    [InlineData("Normal", "normal")]
    [InlineData("DDIM", "ddim_uniform")]
    [InlineData("Beta", "beta")]
    [InlineData("linear_quadratic", "linear_quadratic")]
    public void A_schedule_is_found_by_the_label_that_other_programs_use(string label, string name) =>
        Assert.Equal(name, Find(PluginParts.All.Schedules.Values, label).Name);

    [Fact]
    public void No_name_or_alias_is_taken_twice()
    {
        AssertDistinct(PluginParts.All.Samplers.Values);
        AssertDistinct(PluginParts.All.Schedules.Values);
        AssertDistinct(PluginParts.All.Noises.Values);
        AssertDistinct(PluginParts.All.Guidances.Values);
    }

    [Fact]
    public void Every_default_schedule_is_in_the_plugin() =>
        Assert.All(PluginParts.All.Samplers.Values, sampler => Assert.Contains(sampler.DefaultSchedule, PluginParts.All.Schedules.Keys));

    [Fact]
    public void The_readme_names_every_part()
    {
        var readme = File.ReadAllText(Path.Combine(Support.Golden.RepositoryRoot, "plugins", "Samplers", "README.md"));
        string[] names =
        [
            .. PluginParts.All.Samplers.Keys, .. PluginParts.All.Schedules.Keys, .. PluginParts.All.Noises.Keys,
            .. PluginParts.All.Guidances.Keys,
            .. PluginParts.All.Samplers.Values.SelectMany(sampler => sampler.Options).Select(option => option.Name),
        ];
        Assert.All(names, name => Assert.Contains($"`{name}`", readme));
    }

    private static INamed Find(IEnumerable<INamed> parts, string label) =>
        Assert.Single(parts, part => Names(part).Contains(label, StringComparer.OrdinalIgnoreCase));

    private static void AssertDistinct(IEnumerable<INamed> parts)
    {
        var all = parts.SelectMany(Names).ToList();
        Assert.Equal(all.Count, all.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    // A label that only differs in case from the name is the name.
    private static IEnumerable<string> Names(INamed part) =>
        part.Aliases.Append(part.Name).Concat(part.Label.Equals(part.Name, StringComparison.OrdinalIgnoreCase) ? [] : [part.Label]);
}
