using System.Diagnostics;
using System.Text;
using Atelier.Diffusion.Pipeline.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

public sealed class ExtraNetworkTests
{
    [Fact]
    public void Tags_are_taken_out_and_read_by_position_and_name()
    {
        var rest = ExtraNetwork.Extract("a <lora:ink wash:0.8:0.5>cat<lyco:x:te=1:unet=a=b> b", out var networks);
        Assert.Equal("a cat b", rest);
        Assert.Equal(["lora", "lyco"], networks.Select(network => network.Kind));
        Assert.Equal(["ink wash", "0.8", "0.5"], networks[0].Arguments);
        Assert.Equal(["x"], networks[1].Arguments);
        Assert.Equal("1", networks[1].NamedArguments["te"]);
        Assert.Equal("a=b", networks[1].NamedArguments["unet"]);
    }

    [Fact]
    public void The_first_tag_that_is_one_counts_inside_what_is_not()
    {
        Assert.Equal("<3 <", ExtraNetwork.Extract("<3 <<lora:a>", out var networks));
        Assert.Equal("a", Assert.Single(networks).Arguments[0]);
    }

    [Theory]
    [InlineData("a < b > c")]
    [InlineData("<3 :)")]
    [InlineData("<lora>")]
    [InlineData("<lora:>")]
    [InlineData("<lo ra:a>")]
    [InlineData("<:a>")]
    [InlineData("<lora:a")]
    public void What_is_no_tag_stays(string text)
    {
        Assert.Same(text, ExtraNetwork.Extract(text, out var networks));
        Assert.Empty(networks);
    }

    [Fact]
    public void Any_text_keeps_what_is_outside_of_tags() => Prop.ForAll(Some.Prompts, text =>
    {
        var plain = text.Replace("<", "", StringComparison.Ordinal);
        return ExtraNetwork.Extract($"{plain}<lora:a:1>{plain}", out var networks) == plain + plain && networks.Count == 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Hostile_text_is_read_without_delay()
    {
        var watch = Stopwatch.StartNew();
        foreach (var part in (string[])["<a:", "<", "<a:b>", "<aaaa"])
        {
            ExtraNetwork.Extract(new StringBuilder().Insert(0, part, (1 << 18) / part.Length).ToString(), out _);
        }

        // Below a second where nothing else runs; quadratic time would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }
}
