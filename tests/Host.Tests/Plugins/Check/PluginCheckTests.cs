using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Check;

namespace Atelier.Host.Tests.Plugins.Check;

public sealed class PluginCheckTests : IDisposable
{
    private readonly PluginFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void A_plugin_is_tried_part_by_part_and_unloaded()
    {
        var findings = Check(_folders.Add("Tunable"));

        Assert.Equal(
            ["manifest ok", "loading ok", "names ok", "options ok", "schedule tunable advice", "schedule tunable wrong", "unloading ok"],
            Grades(findings));
        Assert.Equal("gives 4 noise levels for 1 steps; it must be 2", findings[5].Detail);
    }

    [Fact]
    public void Parts_that_do_nothing_right_are_told_one_by_one()
    {
        var findings = Check(_folders.Add("NoOp")).Where(finding => finding.Grade != "advice").ToArray();

        Assert.Equal(
            ["manifest ok", "loading ok", "names ok", "sampler no_op wrong", "schedule straight ok", "noise silence ok",
                "guidance unguided ok", "unloading ok"],
            Grades(findings));
        Assert.Equal("reports 0 times in 8 steps; context.Report is called once a step", findings[3].Detail);
    }

    [Fact]
    public void A_front_end_is_opened_for_a_moment_stopped_and_unloaded()
    {
        var findings = Check(_folders.Add("Echo"));

        Assert.Equal(["manifest ok", "loading ok", "names ok", "options ok", "front end echo ok", "unloading ok"], Grades(findings));
        Assert.Equal("works: listening, session 1", findings[4].Detail);
    }

    [Theory]
    [InlineData("ControlNet", "preprocessor canny", "conditioner controlnet")]
    [InlineData("Lora", "adapter format lora")]
    [InlineData("Curator", "scorer sharpness", "rule not_blank")]
    [InlineData("Upscalers", "upscaler lanczos", "latent upscaler latent")]
    public void A_plugin_that_ships_passes(string plugin, params string[] parts)
    {
        var findings = Check(_folders.Add(plugin));

        Assert.DoesNotContain(findings, finding => finding.Grade == "wrong");
        Assert.All(parts, part => Assert.Equal("works", findings.Single(finding => finding.What == part && finding.Grade == "ok").Detail));
    }

    [Fact]
    public void A_part_that_lacks_a_file_says_which() => Assert.Contains(
        "; with it, it can be tried",
        Check(_folders.Add("Curator")).Single(finding => finding is { What: "scorer clip_similarity", Grade: "ok" }).Detail);

    [Fact]
    public void A_plugin_that_stays_in_memory_when_its_parts_were_used_is_told() =>
        Assert.Equal("unloading wrong", Grades(Check(_folders.Add("Holding"))).Last());

    [Theory]
    [InlineData("ThrowingConfigure", "loading", "NotSupportedException: this machine is too old")]
    [InlineData("WrongApi", "loading", "it was built for plugin API 2.0; this Atelier has 1.0")]
    public void A_plugin_that_does_not_load_says_why(string fixture, string what, string reason)
    {
        var wrong = Check(_folders.Add(fixture)).First(finding => finding.Grade == "wrong");

        Assert.Equal(what, wrong.What);
        Assert.StartsWith(reason, wrong.Detail);
    }

    [Fact]
    public void Names_that_another_plugin_has_are_told()
    {
        var other = _folders.Add("NoOp", "other");
        var host = _folders.Start();
        PluginFolders.Edit(_folders.Add("NoOp", "mine"), "\"no-op\"", "\"mine\"");

        var findings = Check(Path.Combine(_folders.Root, "mine"), host.Plugins);

        Assert.Equal("the sampler no_op is taken by the plugin 'no-op'", findings.Single(finding => finding.What == "names").Detail);
        Assert.Equal("are free", Check(other, host.Plugins).Single(finding => finding.What == "names").Detail);
    }

    private IReadOnlyList<CheckFinding> Check(string folder, IReadOnlyList<PluginStatus>? others = null) =>
        new PluginCheck(new PluginLoader(_folders.Copies, TimeSpan.FromSeconds(20)), TimeSpan.FromSeconds(20)).Run(folder, others ?? []);

    private static IEnumerable<string> Grades(IEnumerable<CheckFinding> findings) =>
        findings.Select(finding => $"{finding.What} {finding.Grade}");
}
