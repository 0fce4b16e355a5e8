using Atelier.Host.Notify;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.Notify;

public class PluginChangesTests
{
    private readonly PluginChanges _changes = new();

    [Fact]
    public void At_the_start_only_those_that_failed_are_told() =>
        Assert.Equal(["plugin.failed broken"], Take(Plugin("samplers"), Plugin("broken", state: "failed", reason: "no manifest")));

    [Fact]
    public void The_same_plugins_again_are_no_news()
    {
        PluginInfo[] plugins = [Plugin("samplers"), Plugin("broken", state: "failed", reason: "no manifest")];
        Take(plugins);

        Assert.Empty(Take(plugins));
    }

    [Fact]
    public void A_new_plugin_a_newer_version_and_one_that_works_again_are_loaded()
    {
        Take(Plugin("samplers"), Plugin("broken", state: "failed", reason: "no manifest"));

        Assert.Equal(
            ["plugin.loaded samplers", "plugin.loaded broken", "plugin.loaded new"],
            Take(Plugin("samplers", "1.1.0"), Plugin("samplers", state: "draining"), Plugin("broken"), Plugin("new")));
    }

    [Fact]
    public void Newer_files_that_were_not_taken_are_a_failure_though_the_plugin_goes_on()
    {
        Take(Plugin("samplers"));

        Assert.Equal(["plugin.failed samplers"], Take(Plugin("samplers", reason: "its newer files need another API")));
        Assert.Empty(Take(Plugin("samplers", reason: "its newer files need another API")));
        Assert.Empty(Take(Plugin("samplers")));
    }

    [Fact]
    public void One_that_is_gone_is_removed_once_also_while_it_drains()
    {
        Take(Plugin("samplers"), Plugin("mine"));

        Assert.Equal(["plugin.removed mine"], Take(Plugin("samplers"), Plugin("mine", state: "draining")));
        Assert.Empty(Take(Plugin("samplers"), Plugin("mine", state: "leaked", reason: "held")));
    }

    private IEnumerable<string> Take(params PluginInfo[] plugins) =>
        [.. _changes.Take(plugins).Select(change => $"{change.Type} {change.Plugin.Id}")];

    private static PluginInfo Plugin(string id, string version = "1.0.0", string state = "active", string? reason = null) =>
        new(id, version, state, reason, null, null, new Dictionary<string, IReadOnlyList<string>>());
}
