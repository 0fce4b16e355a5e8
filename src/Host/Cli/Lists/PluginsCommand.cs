using System.CommandLine;
using Atelier.Host.Plugins;

namespace Atelier.Host.Cli.Lists;

/// <summary><c>atelier plugins list</c>: what was found, what works, and why the rest does not.</summary>
internal static class PluginsCommand
{
    public static Command Create(CommandContext context, Option<bool> json)
    {
        var list = new Command("list", "List the plugins with their state");
        list.SetAction(parsed =>
        {
            var rows = context.Plugins.Plugins.Select(Row).ToArray();
            new Listing(["Plugin", "Version", "State", "Brings", "About", "Author", "Folder"], rows, Details: 2).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return new Command("plugins", "What plugins there are") { list };
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

    private static string Brings(PluginParts parts)
    {
        string?[] kinds =
        [
            Count(parts.Samplers.Count, "sampler"),
            Count(parts.Schedules.Count, "schedule"),
            Count(parts.Noises.Count, "noise"),
            Count(parts.Guidances.Count, "guidance"),
        ];
        return string.Join(", ", kinds.OfType<string>());
    }

    private static string? Count(int count, string kind) => count == 0 ? null : count == 1 ? $"1 {kind}" : $"{count} {kind}s";
}
