using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Atelier.Host.Plugins;
using Atelier.Sampling;

namespace Atelier.Host.Tests.Plugins;

public sealed class PluginLoaderTests : IDisposable
{
    private readonly PluginFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Theory]
    [InlineData("NoOp")]
    [InlineData("ConflictingFirst")]
    public void A_plugin_that_was_used_and_unloaded_is_gone(string fixture)
    {
        var context = LoadUseAndUnload(_folders.Add(fixture));

        Assert.True(Eventually(() => !context.IsAlive), "The plugin's load context is still alive.");
    }

    [Fact]
    public void A_plugin_that_failed_is_gone()
    {
        Assert.Throws<PluginException>(() => Load(_folders.Add("ThrowingConfigure")));

        Assert.True(Eventually(() => !IsLoaded("Atelier.ThrowingConfigure")), "The plugin's load context is still alive.");
    }

    [Theory]
    [InlineData("Echo", "server", "worker",
        "it adds the front end 'echo', which runs in the server: its plugin.json must say \"runsIn\": \"server\"")]
    [InlineData("NoOp", "\"id\"", "\"runsIn\": \"server\", \"id\"",
        "it adds the sampler 'no_op', and its plugin.json says that it runs in the server, where there are front ends only")]
    public void A_plugin_brings_only_what_can_work_where_it_runs(string fixture, string old, string young, string reason)
    {
        var folder = _folders.Add(fixture);
        PluginFolders.Edit(folder, old, young);

        Assert.Equal(reason, Assert.Throws<PluginException>(() => Load(folder)).Message);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference LoadUseAndUnload(string folder)
    {
        var plugin = Load(folder);
        var registry = new PluginRegistry([plugin.Parts]);
        Assert.NotEmpty(registry.All<ISigmaSchedule>()[0].Sigmas(new SigmaRequest(3, new ThreeLevels())));
        return plugin.Unload();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsLoaded(string name) => AssemblyLoadContext.All.OfType<PluginLoadContext>().Any(context => context.Name == name);

    private LoadedPlugin Load(string folder) =>
        new PluginLoader(_folders.Copies, TimeSpan.FromSeconds(20)).Load(folder, PluginManifestReader.Read(folder));

    private static bool Eventually(Func<bool> condition)
    {
        for (var i = 0; i < 200 && !condition(); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }

        return condition();
    }
}
