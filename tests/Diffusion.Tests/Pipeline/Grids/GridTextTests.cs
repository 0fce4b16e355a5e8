using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Grids;

public sealed class GridTextTests
{
    [Theory]
    [InlineData("steps=10,20", "steps", "10|20")]
    [InlineData("sampler = euler , dpmpp_2m ", "sampler", "euler|dpmpp_2m")]
    [InlineData("prompt:a cat=a dog,\"an owl, at night\"", "prompt:a cat", "a dog|an owl, at night")]
    [InlineData("prompt:x=\"say \"\"hi\"\"\",\"\"", "prompt:x", "say \"hi\"|")]
    [InlineData("prompt:x=a=b", "prompt:x", "a=b")]
    public void An_axis_is_a_field_and_values(string text, string field, string values)
    {
        var axis = GridText.Axis(text, "grid.x");
        Assert.Equal(field, axis.Field);
        Assert.Equal(values.Split('|'), axis.Values);
    }

    [Theory]
    [InlineData("steps")]
    [InlineData("=1,2")]
    [InlineData("prompt:x=\"open")]
    public void What_is_no_axis_is_told(string text) =>
    Assert.Equal("grid.y", Assert.Throws<RequestException>(() => GridText.Axis(text, "grid.y")).Field);
}
