using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Host.Plugins;
using Atelier.Noise;
using Atelier.Sampling;

namespace Atelier.Host.Tests.Plugins.Parts;

public sealed class PluginRegistryTests
{
    private static readonly PluginRegistry Registry = new([Parts()]);

    [Theory]
    [InlineData("dpmpp_2m")]
    [InlineData("DPMPP_2M")]
    [InlineData("dpm++ 2m")]
    [InlineData(" DPM++ 2M ")]
    public void A_part_is_found_by_name_or_alias_without_regard_to_case(string name) =>
    Assert.Equal("dpmpp_2m", Registry.Find<ISampler>(name).Name);

    [Fact]
    public void Lists_are_in_the_order_of_names() =>
    Assert.Equal(["dpmpp_2m", "euler"], Registry.All<ISampler>().Select(sampler => sampler.Name));

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest_and_all_known_ones()
    {
        var exception = Assert.Throws<RequestException>(() => Registry.Find<ISampler>("eluer"));

        Assert.Equal("sampler: 'eluer' is unknown (did you mean 'euler'?); known are dpmpp_2m, euler", exception.Message);
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("CON")]
    [InlineData("a\r\nb\u001b[31m")]
    public void Names_that_mean_harm_are_only_unknown(string name)
    {
        var exception = Assert.Throws<RequestException>(() => Registry.Find<ISigmaSchedule>(name));

        Assert.EndsWith("is unknown; known are karras, sgm_uniform", exception.Message);
        Assert.DoesNotContain(exception.Message, char.IsControl);
    }

    [Fact]
    public void A_name_of_4_KB_is_cut_in_the_message() =>
        Assert.True(Assert.Throws<RequestException>(() => Registry.Find<INoise>(new string('x', 4096))).Message.Length < 200);

    [Fact]
    public void Kinds_that_no_plugin_brings_say_so() =>
        Assert.Equal(
            "guidance: 'cfg' is unknown; no plugin brings any",
            Assert.Throws<RequestException>(() => Registry.Find<IGuidance>("cfg")).Message);

    [Theory]
    [InlineData("DPM++ 2M Karras", null, "dpmpp_2m", "karras")]
    [InlineData("euler sgm uniform", null, "euler", "sgm_uniform")]
    [InlineData("Euler Karras", "SGM Uniform", "euler", "sgm_uniform")]
    [InlineData("Euler", null, "euler", null)]
    [InlineData(null, "KARRAS", null, "karras")]
    public void A_fused_name_of_AUTOMATIC1111_becomes_sampler_and_schedule(
        string? sampler, string? schedule, string? realSampler, string? realSchedule)
    {
        var request = WithGuidance().Normalize(new GenerationRequest { Prompt = "", Sampler = sampler, Schedule = schedule });

        Assert.Equal((realSampler, realSchedule), (request.Sampler, request.Schedule));
    }

    [Fact]
    public void A_fused_name_with_an_unknown_half_is_unknown() =>
        Assert.Throws<RequestException>(() => WithGuidance().Normalize(new GenerationRequest { Prompt = "", Sampler = "Nothing Karras" }));

    private static PluginRegistry WithGuidance()
    {
        var parts = Parts();
        parts.AddGuidance(new NamedPart("cfg"));
        return new PluginRegistry([parts]);
    }

    private static PluginParts Parts()
    {
        var parts = new PluginParts();
        parts.AddSampler(new NamedPart("euler", "Euler"))
            .AddSampler(new NamedPart("dpmpp_2m", "DPM++ 2M"))
            .AddSchedule(new NamedPart("karras", "Karras"))
            .AddSchedule(new NamedPart("sgm_uniform", "SGM Uniform"))
            .AddNoise(new NamedPart("torch"));
        return parts;
    }
}
