namespace Atelier.Host.Plugins.Live;

internal sealed partial class LivePlugins
{
    [LoggerMessage(LogLevel.Information, "Plugin {Id} {Version} is active, from {Folder}")]
    private static partial void LogActive(ILogger log, string id, string version, string folder);

    [LoggerMessage(LogLevel.Information, "Plugin {Id} {Version} takes no more jobs; it unloads when the last that uses it ends")]
    private static partial void LogDraining(ILogger log, string id, string version);

    [LoggerMessage(LogLevel.Information, "Plugin {Name} is unloaded")]
    private static partial void LogGone(ILogger log, string name);

    [LoggerMessage(LogLevel.Warning, "The plugin in {Folder} is set aside: {Reason}")]
    private static partial void LogRefused(ILogger log, string folder, string reason);

    [LoggerMessage(LogLevel.Warning, "Plugin {Name} could not be unloaded and stays in memory; there are {Leaked} such, and at {Limit} this process is restarted")]
    private static partial void LogLeaked(ILogger log, string name, int leaked, int limit);

    [LoggerMessage(LogLevel.Warning, "The plugins folder {Root} cannot be read: {Reason}")]
    private static partial void LogRootUnreadable(ILogger log, string root, string reason);

    [LoggerMessage(LogLevel.Error, "A look at the plugins' folders failed")]
    private static partial void LogLookFailed(ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Error, "What follows a change of plugins failed")]
    private static partial void LogHandlerFailed(ILogger log, Exception exception);
}
