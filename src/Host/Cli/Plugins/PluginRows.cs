using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Plugins;
using Atelier.Host.Worker;

namespace Atelier.Host.Cli.Plugins;

/// <summary>Plugins as a table.</summary>
internal static class PluginRows
{
    private static readonly string[] Columns = ["Plugin", "Version", "State", "Brings", "About", "Author", "Folder"];

    /// <summary>Those that lie here.</summary>
    public static Listing Of(IReadOnlyList<PluginStatus> plugins) =>
        Rows(plugins.Select(plugin => (PluginView.Of(PluginInfo.Of(plugin)), plugin.Folder)));

    /// <summary>A server's, with how their front ends stand.</summary>
    public static Listing Of(IReadOnlyList<PluginView> plugins) => Rows(plugins.Select(plugin => (plugin, "")));

    private static Listing Rows(IEnumerable<(PluginView Plugin, string Folder)> plugins) =>
        new(Columns, [.. plugins.Select(one => Row(one.Plugin, one.Folder))], Details: 2);

    private static string[] Row(PluginView plugin, string folder) =>
    [
        plugin.Id,
        plugin.Version ?? "",
        plugin.State,
        string.Join(", ", PartKinds.All.Select(kind => Count(plugin.Parts.GetValueOrDefault(kind)?.Count ?? 0, kind)).OfType<string>()),
        plugin.Reason ?? Standing(plugin.FrontEnds ?? []) ?? plugin.Description ?? "",
        plugin.Author ?? "",
        folder,
    ];

    private static string? Standing(IReadOnlyList<FrontEndInfo> frontEnds) => frontEnds.Count == 0
        ? null
        : string.Join("; ", frontEnds.Select(one => $"{one.Label} {one.State}{(one.Detail is { } detail ? $": {detail}" : "")}"));

    private static string? Count(int count, string kind) => count == 0 ? null : count == 1 ? $"1 {kind}" : $"{count} {kind}s";
}
