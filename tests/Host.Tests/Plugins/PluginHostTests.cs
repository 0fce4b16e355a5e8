using System.Runtime.InteropServices;
using Atelier.Guidance;
using Atelier.Host.Plugins;
using Atelier.Noise;
using Atelier.Sampling;

namespace Atelier.Host.Tests.Plugins;

public sealed class PluginHostTests : IDisposable
{
    private readonly PluginFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void A_plugin_brings_its_parts()
    {
        _folders.Add("NoOp");

        var host = _folders.Start();

        var status = Assert.Single(host.Plugins);
        Assert.Equal((PluginState.Active, null), (status.State, status.Reason));
        Assert.Equal("no_op", Assert.Single(host.Registry.All<ISampler>()).Name);
        Assert.Equal("straight", Assert.Single(host.Registry.All<ISigmaSchedule>()).Name);
        Assert.Equal("silence", Assert.Single(host.Registry.All<INoise>()).Name);
        Assert.Equal("unguided", Assert.Single(host.Registry.All<IGuidance>()).Name);
    }

    [Theory]
    [InlineData("ThrowingConstructor", "InvalidOperationException: no licence was found")]
    [InlineData("ThrowingConfigure", "NotSupportedException: this machine is too old")]
    [InlineData("ThrowingStaticConstructor", "PlatformNotSupportedException: no such device")]
    [InlineData("WrongApi", "it was built for plugin API 2.0; this Atelier has 1.0: update Atelier, or take an older build of the plugin")]
    public void A_plugin_that_fails_is_set_aside_with_its_reason_and_the_others_work(string fixture, string reason)
    {
        _folders.Add(fixture);
        _folders.Add("NoOp", "zz-after-it");

        var host = _folders.Start();

        Assert.Equal((PluginState.Failed, reason), (host.Plugins[0].State, host.Plugins[0].Reason));
        Assert.Equal(PluginState.Active, host.Plugins[1].State);
        Assert.Equal("no_op", Assert.Single(host.Registry.All<ISampler>()).Name);
        Assert.DoesNotContain("half_done", host.Registry.All<ISigmaSchedule>().Select(schedule => schedule.Name));
    }

    [Fact]
    public void A_plugin_that_hangs_is_given_up()
    {
        _folders.Add("Hanging");
        _folders.Add("NoOp");

        var host = _folders.Start(TimeSpan.FromSeconds(3));

        Assert.Equal("it did not finish configuring within 3 s", host.Plugins[0].Reason);
        Assert.Equal(PluginState.Active, host.Plugins[1].State);
    }

    [Fact]
    public void A_newer_minor_version_of_the_contracts_is_refused_and_both_are_named()
    {
        PluginFolders.Edit(_folders.Add("NoOp"), "\"apiVersion\": \"1.0\"", "\"apiVersion\": \"1.7\"");

        Assert.StartsWith("it was built for plugin API 1.7; this Atelier has 1.0", Assert.Single(_folders.Start().Plugins).Reason);
    }

    [Fact]
    public void A_plugin_whose_assembly_belies_its_manifest_is_refused()
    {
        PluginFolders.Edit(_folders.Add("WrongApi"), "2.0", "1.0");

        Assert.Equal(
            "it was compiled against Atelier.Abstractions 2.0.0.0; this Atelier has 1.0.0.0",
            Assert.Single(_folders.Start().Plugins).Reason);
    }

    [Fact]
    public void Two_plugins_have_their_own_versions_of_one_dependency()
    {
        _folders.Add("ConflictingFirst");
        _folders.Add("ConflictingSecond");

        var host = _folders.Start();

        Assert.All(host.Plugins, plugin => Assert.Null(plugin.Reason));
        Assert.Equal(["version_1", "version_2"], host.Registry.All<ISigmaSchedule>().Select(schedule => schedule.Name));
    }

    [Fact]
    public void The_second_plugin_of_one_id_is_refused()
    {
        _folders.Add("NoOp", "a");
        _folders.Add("NoOp", "b");

        var host = _folders.Start();

        Assert.Equal([null, "the id no-op is taken by the plugin 'no-op'"], host.Plugins.Select(plugin => plugin.Reason));
    }

    [Fact]
    public void A_plugin_with_a_name_that_is_taken_is_refused_as_a_whole()
    {
        _folders.Add("NoOp", "a");
        PluginFolders.Edit(_folders.Add("NoOp", "b"), "\"no-op\"", "\"copy\"");

        var host = _folders.Start();

        Assert.Equal([null, "the sampler no_op is taken by the plugin 'no-op'"], host.Plugins.Select(plugin => plugin.Reason));
        Assert.Single(host.Registry.All<IGuidance>());
    }

    [Fact]
    public void An_assembly_that_is_not_fully_written_is_not_loaded()
    {
        var entry = Path.Combine(_folders.Add("NoOp"), "Atelier.NoOp.dll");
        File.WriteAllBytes(entry, File.ReadAllBytes(entry)[..2000]);

        Assert.Equal(
            "its assembly is damaged or not fully written, or is not a .NET assembly", Assert.Single(_folders.Start().Plugins).Reason);
    }

    [Fact]
    public void A_missing_assembly_and_a_missing_manifest_are_named()
    {
        File.Delete(Path.Combine(_folders.Add("NoOp", "a"), "Atelier.NoOp.dll"));
        Directory.CreateDirectory(Path.Combine(_folders.Root, "b"));

        var host = _folders.Start();

        Assert.Equal(["Atelier.NoOp.dll is missing", "plugin.json is missing"], host.Plugins.Select(plugin => plugin.Reason));
        Assert.Equal(["no-op", "b"], host.Plugins.Select(plugin => plugin.Id));
    }

    [Fact]
    public void An_assembly_without_a_plugin_is_refused()
    {
        var folder = _folders.Add("ConflictingFirst");
        PluginFolders.Edit(folder, "Atelier.ConflictingFirst.dll", "Atelier.Dependency.dll");

        Assert.Equal("it must have one public class that implements IPlugin, and has none", Assert.Single(_folders.Start().Plugins).Reason);
    }

    [Fact]
    public void A_plugins_folder_that_is_not_there_is_no_plugins() =>
        Assert.Empty(
            PluginHost.Start([Path.Combine(_folders.Root, "missing")], new PluginLoader(_folders.Copies, TimeSpan.FromSeconds(1))).Plugins);

    [Fact]
    public void A_native_library_runs_from_a_private_copy_and_the_original_can_be_overwritten()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var library = Path.Combine(_folders.Add("Native"), "libfixture_native.so");
        File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so"), library);

        var host = _folders.Start();

        Assert.Null(Assert.Single(host.Plugins).Reason);
        File.WriteAllBytes(library, []);
        Assert.Equal(Environment.ProcessId, host.Registry.Find<ISigmaSchedule>("native").Sigmas(new SigmaRequest(1, new ThreeLevels()))[0]);
    }

    [Fact]
    public void Files_of_a_loaded_plugin_can_be_overwritten_in_place()
    {
        var entry = Path.Combine(_folders.Add("ConflictingFirst"), "Atelier.ConflictingFirst.dll");
        var host = _folders.Start();

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(entry)!, "*.dll"))
        {
            File.WriteAllBytes(file, new byte[10]);
        }

        Assert.Equal(2, host.Registry.Find<ISigmaSchedule>("version_1").Sigmas(new SigmaRequest(1, new ThreeLevels())).Length);
    }
}
