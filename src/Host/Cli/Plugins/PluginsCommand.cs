using System.CommandLine;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Check;

namespace Atelier.Host.Cli.Plugins;

/// <summary><c>atelier plugins list</c>, <c>check</c> and <c>sdk</c>.</summary>
internal static class PluginsCommand
{
    private static readonly TimeSpan TrialPatience = TimeSpan.FromSeconds(10);

    public static Command Create(CommandContext context, Option<bool> json) => new("plugins", "What plugins there are, and help for those who write them")
    {
        List(context, json),
        Check(context, json),
        Sdk(context),
    };

    private static Command List(CommandContext context, Option<bool> json)
    {
        var list = new Command("list", "List the plugins: what works, and why the rest does not");
        list.SetAction(parsed =>
        {
            var rows = context.Plugins.Plugins.Select(Row).ToArray();
            new Listing(["Plugin", "Version", "State", "Brings", "About", "Author", "Folder"], rows, Details: 2).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return list;
    }

    private static Command Check(CommandContext context, Option<bool> json)
    {
        var folder = new Argument<string>("folder") { Description = "The plugin's folder, with its plugin.json" };
        var check = new Command("check", "Load one plugin, try each of its parts without a model, unload it, and tell all that is wrong") { folder };
        check.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(folder));
            if (!Directory.Exists(path))
            {
                throw new InputException($"the folder {path} is not there");
            }

            var findings = new PluginCheck(new PluginLoader(PrivateCopies.OfUser(), PluginLoader.DefaultPatience), TrialPatience)
                .Run(path, context.Plugins.Plugins);
            new Listing(["Check", "Result", "Detail"], [.. findings.Select(finding => (string[])[finding.What, finding.Grade, finding.Detail])])
                .Write(context.Terminal, parsed.GetValue(json));
            return findings.Any(finding => finding.Grade == "wrong") ? ExitCode.Failed : ExitCode.Ok;
        });
        return check;
    }

    private static Command Sdk(CommandContext context)
    {
        var sdk = new Command("sdk", "Print the folder of what plugins are built with: the contracts, and the tests that any part should pass");
        sdk.SetAction(_ =>
        {
            context.Terminal.Out.WriteLine(Path.Combine(AppContext.BaseDirectory, "sdk"));
            return ExitCode.Ok;
        });
        return sdk;
    }

    private static string[] Row(PluginStatus plugin) =>
    [
        plugin.Id,
        plugin.Manifest?.Version.ToString() ?? "",
        plugin.State.ToString().ToLowerInvariant(),
        plugin.Parts is { } parts ? Brings(parts) : "",
        plugin.Reason ?? plugin.Manifest!.Description,
        plugin.Manifest?.Author ?? "",
        plugin.Folder,
    ];

    private static string Brings(PluginParts parts) =>
        string.Join(", ", PartKinds.All.Select(kind => Count(parts.Names.Count(part => part.Kind == kind), kind)).OfType<string>());

    private static string? Count(int count, string kind) => count == 0 ? null : count == 1 ? $"1 {kind}" : $"{count} {kind}s";
}
