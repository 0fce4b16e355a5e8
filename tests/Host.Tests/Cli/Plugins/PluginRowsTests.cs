using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Cli.Plugins;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.Cli.Plugins;

public sealed class PluginRowsTests
{
    [Fact]
    public void A_servers_plugins_tell_how_their_front_ends_stand_unless_something_is_wrong_with_them()
    {
        var parts = new Dictionary<string, IReadOnlyList<string>> { ["front end"] = ["echo", "other"], ["sampler"] = [] };
        var echo = new PluginInfo(
            "echo", "1.0", "active", null, "Says back.", "me", parts,
            FrontEnds: [new FrontEndInfo("echo", "Echo", "running", "listening"), new FrontEndInfo("other", "Other", "stopped", null)]);

        var rows = PluginRows.Of([PluginView.Of(echo), PluginView.Of(echo with { Reason = "its newer files were not taken" })]).Rows;

        Assert.Equal(["echo", "1.0", "active", "2 front ends", "Echo running: listening; Other stopped", "me", ""], rows[0]);
        Assert.Equal("its newer files were not taken", rows[1][4]);
    }
}
