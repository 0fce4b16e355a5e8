using Atelier.Generation;
using Atelier.Host.Cli;
using Atelier.Host.Configuration;
using Atelier.Host.Tests.Plugins;

namespace Atelier.Host.Tests.Cli;

/// <summary>The command run in this process, in a folder of its own, with the NoOp plugin and an engine that only pretends.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-cli-");
    private readonly PluginFolders _plugins = new();

    public CommandRun() => _plugins.Add("NoOp");

    /// <summary>The working directory.</summary>
    public string Home => _home.FullName;

    public PretendEngine Engine { get; } = new();

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public CancellationTokenSource Cancellation { get; } = new();

    /// <summary>What the person at the terminal types; null where nobody sits there.</summary>
    public string? Input { get; set; }

    public Dictionary<string, string> Environment { get; } = [];

    public GenerationRequest Request => Assert.Single(Engine.Requests);

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public int Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var (others, settings) = CommandLineSetting.Split(arguments);
        var reader = new OptionsReader(Home, Path.Combine(Home, "program"), Environment, settings);
        var terminal = new Terminal(output, error, false, false) { ReadLine = Input is null ? null : new StringReader(Input).ReadLine };
        var context = new CommandContext(terminal, reader.Read, _ => _plugins.Start(), Cancellation.Token)
        {
            ProcessAge = () => TimeSpan.FromSeconds(0.5),
        };
        var exitCode = new AtelierCommand(context, Engine).Run(others);
        (Output, Error) = (output.ToString(), error.ToString());
        return exitCode;
    }

    public string AddPlugin(string fixture) => _plugins.Add(fixture);

    public void Dispose()
    {
        Cancellation.Dispose();
        _plugins.Dispose();
        _home.Delete(recursive: true);
    }
}
