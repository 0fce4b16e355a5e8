using Atelier.Host.Plugins;
using Atelier.Host.Tests.FrontEnds.Doubles;
using Atelier.Sampling;

namespace Atelier.Host.Tests.Plugins.Parts;

public sealed class PluginPartsTests
{
    [Theory]
    [InlineData("", "must be named in lower case letters, digits and underscores, at most 64")]
    [InlineData("Euler", "must be named in lower case letters, digits and underscores, at most 64")]
    [InlineData("eu ler", "must be named in lower case letters, digits and underscores, at most 64")]
    public void A_name_that_breaks_the_rules_refuses_the_plugin(string name, string problem) =>
        Assert.Equal(
            $"the sampler '{name}' {problem}",
            Assert.Throws<PluginException>(() => new PluginParts().AddSampler(new NamedPart(name))).Message);

    [Theory]
    [InlineData(" ")]
    [InlineData("two\nlines")]
    public void An_alias_that_is_no_line_refuses_the_plugin(string alias) =>
        Assert.Throws<PluginException>(() => new PluginParts().AddSampler(new NamedPart("euler", alias)));

    [Theory]
    [InlineData("api")]
    [InlineData("health")]
    public void A_front_end_that_has_an_address_of_the_servers_own_refuses_the_plugin(string name) => Assert.Equal(
        $"the front end is named '{name}', and /{name} is an address of the server's own; name it otherwise",
        Assert.Throws<PluginException>(() => new PluginParts().AddFrontEnd(new PretendFrontEnd { Name = name })).Message);

    [Fact]
    public void Null_refuses_the_plugin() => Assert.Throws<PluginException>(() => new PluginParts().AddSampler((ISampler)null!));

    [Fact]
    public void One_name_for_two_samplers_refuses_the_plugin_and_for_two_kinds_does_not()
    {
        var parts = new PluginParts();
        parts.AddSampler(new NamedPart("ddim")).AddSchedule(new NamedPart("ddim"));
        new NameClaims().Claim("good", parts);
        parts.AddSampler(new NamedPart("other", "DDIM"));

        Assert.Equal(
            "it brings the sampler ddim twice", Assert.Throws<PluginException>(() => new NameClaims().Claim("bad", parts)).Message);
    }
}
