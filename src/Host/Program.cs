using System.Collections;
using System.Diagnostics;
using Atelier.Host.Cli;
using Atelier.Host.Cli.Imagine;
using Atelier.Host.Cli.Run;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Options;

using var interrupt = new Interrupt();
var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
var (arguments, settings) = CommandLineSetting.Split(ScriptLine.Separate(args));
var reader = new OptionsReader(Environment.CurrentDirectory, AppContext.BaseDirectory, variables, settings);
var context = new CommandContext(
    Terminal.OfProcess(),
    reader.Read,
    options => PluginHost.Start(
        options.Folders.Plugins, new PluginLoader(PrivateCopies.OfUser(), PluginLoader.DefaultPatience),
        PluginOptionFiles.Of(options.Server.Data)),
    interrupt.Token)
{
    ProcessAge = () => TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime.ToUniversalTime(),
};
return new AtelierCommand(context, new Engine()).Run(arguments);
