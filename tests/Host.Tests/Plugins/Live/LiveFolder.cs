using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Live;
using Atelier.Host.Plugins.Options;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Plugins.Live;

/// <summary>A plugins folder under a live host.</summary>
internal sealed class LiveFolder : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("atelier-live-");

    public PluginFolders Folders { get; } = new();

    public LivePlugins Plugins { get; private set; } = null!;

    public PluginOptionFiles Options => PluginOptionFiles.Of(_data.FullName);

    public string Attempts => Path.Combine(_data.FullName, "loading");

    public async Task<LivePlugins> StartAsync(
        double quiet = 0.05, double patience = 20, int collections = 12, int leakLimit = 2, double poll = 2, double startPatience = 5,
        TimeProvider? time = null)
    {
        Plugins = await LivePlugins.StartAsync(
            new LivePluginSettings
            {
                Roots = [Folders.Root],
                Loader = new PluginLoader(Folders.Copies, TimeSpan.FromSeconds(patience)),
                Options = Options,
                Attempts = new LoadAttempts(Attempts, TimeProvider.System),
                Quiet = TimeSpan.FromSeconds(quiet),
                Poll = TimeSpan.FromSeconds(poll),
                StartPatience = TimeSpan.FromSeconds(startPatience),
                Collections = collections,
                LeakLimit = leakLimit,
            },
            NullLogger.Instance,
            time ?? TimeProvider.System);
        return Plugins;
    }

    /// <summary>The plugins in words: <c>stamped active</c>.</summary>
    public string States => string.Join(", ", Plugins.Plugins.Select(plugin => $"{plugin.Id} {plugin.State}".ToLowerInvariant()));

    /// <summary>Waits until the plugins are as expected.</summary>
    public async Task UntilAsync(string states) =>
        await UntilAsync(() => States == states, () => $"expected {states}, but there is {States}");

    public async Task UntilAsync(Func<bool> condition, Func<string> complaint)
    {
        using var news = new SemaphoreSlim(0);
        void Tell() => news.Release();
        Plugins.Changed += Tell;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (!condition())
            {
                await news.WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{complaint()}: {string.Join("; ", Plugins.Plugins.Select(plugin => plugin.Reason))}");
        }
        finally
        {
            Plugins.Changed -= Tell;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Plugins.DisposeAsync();
        Folders.Dispose();
        _data.Delete(recursive: true);
    }
}
