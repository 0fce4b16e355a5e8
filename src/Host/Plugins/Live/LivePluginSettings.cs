using Atelier.Host.Plugins.Options;
using Atelier.Host.Serve;

namespace Atelier.Host.Plugins.Live;

/// <summary>What <see cref="LivePlugins"/> goes by.</summary>
internal sealed record LivePluginSettings
{
    /// <summary>Folders of plugins; those of the first win where names clash at the start.</summary>
    public required IReadOnlyList<string> Roots { get; init; }

    /// <summary>The names of the folders that are loaded; null loads all.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>Where these plugins run: those of elsewhere are left alone.</summary>
    public PluginProcess Process { get; init; } = PluginProcess.Worker;

    /// <summary>Loads one.</summary>
    public required PluginLoader Loader { get; init; }

    /// <summary>The values of plugins' options; null leaves them at their defaults.</summary>
    public PluginOptionFiles? Options { get; init; }

    /// <summary>What ended the process while it was loaded; null keeps no such record.</summary>
    public LoadAttempts? Attempts { get; init; }

    /// <summary>How long a folder's files must stay as they are before they count as written. Default 200 ms.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often folders are looked at where no change was reported. Default 2 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the start waits for plugins that are slow to load. Default 5 s; they join when they are ready.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After how many collections a plugin that is still in memory counts as leaked. Default 12, over about 6 s.</summary>
    public int Collections { get; init; } = 12;

    /// <summary>With how many leaked plugins a worker should be restarted. Default 8.</summary>
    public int LeakLimit { get; init; } = 8;

    /// <summary>The settings of a server's worker.</summary>
    /// <param name="roots">Folders of plugins, that beside the program first.</param>
    public static LivePluginSettings Of(IReadOnlyList<string> roots, ServerOptions server) => Common(server) with
    {
        Roots = server.SafeMode ? [roots[0]] : roots,
        Only = server.SafeMode ? ShippedPlugins.In(roots[0]) : null,
    };

    /// <summary>The settings of a server's own plugins, of which safe mode has none.</summary>
    /// <param name="roots">Folders of plugins.</param>
    public static LivePluginSettings OfServer(IReadOnlyList<string> roots, ServerOptions server) => Common(server) with
    {
        Roots = server.SafeMode || !server.FrontEnds ? [] : roots,
        Process = PluginProcess.Server,
    };

    private static LivePluginSettings Common(ServerOptions server) => new()
    {
        Roots = [],
        Loader = new PluginLoader(PrivateCopies.OfUser(), PluginLoader.DefaultPatience),
        Options = PluginOptionFiles.Of(server.Data),
        Attempts = new LoadAttempts(Path.Combine(server.Data, "plugin-loading"), TimeProvider.System),
    };
}
