using Atelier.Host.Configuration;
using Atelier.Host.Plugins;

namespace Atelier.Host.Cli;

/// <summary>What commands share. Nothing is read or loaded before a command asks for it.</summary>
internal sealed class CommandContext
{
    private readonly Lazy<AtelierOptions> _options;
    private readonly Lazy<PluginHost> _plugins;

    /// <summary>Creates a context.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="options">Reads the configuration.</param>
    /// <param name="plugins">Loads the plugins.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public CommandContext(
        Terminal terminal, Func<AtelierOptions> options, Func<AtelierOptions, PluginHost> plugins, CancellationToken cancellation)
    {
        Terminal = terminal;
        Cancellation = cancellation;
        _options = new Lazy<AtelierOptions>(options);
        _plugins = new Lazy<PluginHost>(() => plugins(Options));
    }

    public Terminal Terminal { get; }

    public CancellationToken Cancellation { get; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long the process has been running.</summary>
    public Func<TimeSpan> ProcessAge { get; init; } = () => TimeSpan.Zero;

    public AtelierOptions Options => _options.Value;

    public PluginHost Plugins => _plugins.Value;

    /// <summary>Loads the plugins beside what comes next. A failure shows when they are asked for.</summary>
    public void BeginLoadingPlugins() => Task.Run(() => _plugins.Value);
}
