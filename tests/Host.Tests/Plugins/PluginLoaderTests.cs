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
