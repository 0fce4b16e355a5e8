using System.CommandLine;
using System.Runtime.InteropServices;
using Atelier.Diffusion.Onnx;
using Atelier.Plugins;

namespace Atelier.Host.Cli.Lists;

/// <summary><c>atelier info</c>: versions, the machine, and where things lie.</summary>
internal static class InfoCommand
{
    public static Command Create(CommandContext context, Option<bool> json)
    {
        var command = new Command("info", "Show versions, the machine and the folders");
        command.SetAction(parsed =>
        {
            new Listing(["What", "Value"], [.. Rows(context)]).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static IEnumerable<string[]> Rows(CommandContext context)
    {
        var folders = context.Options.Folders;
        var runtime = RuntimeInfo.Probe();
        yield return ["Atelier", typeof(InfoCommand).Assembly.GetName().Version!.ToString(3)];
        yield return ["Plugin API", PluginApi.Version.ToString()];
        yield return [".NET", Environment.Version.ToString()];
        yield return ["ONNX Runtime", runtime.Version];
        var asked = context.Options.Runtime;
        yield return ["Runs on",
            $"{asked.Provider} (this build has {string.Join(", ", runtime.Providers)}), {asked.Threads ?? runtime.Threads} threads"];
        yield return ["Memory mode", asked.Memory];
        yield return ["System",
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors"];
        yield return ["Memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MB"];
        yield return ["Configuration", context.Options.Files.Count == 0 ? "none read; defaults" : string.Join(", ", context.Options.Files)];
        yield return ["Default model", context.Options.DefaultModel];
        yield return ["Models", Place(folders.Models)];
        foreach (var plugins in folders.Plugins)
        {
            yield return ["Plugins", Place(plugins)];
        }

        yield return ["Wildcards", Place(folders.Wildcards)];
        yield return ["Output", Place(folders.Output)];
    }

    private static string Place(string folder) => Directory.Exists(folder) ? folder : $"{folder} (not there yet)";
}
