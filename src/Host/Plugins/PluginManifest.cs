namespace Atelier.Host.Plugins;

/// <summary>What a plugin says of itself in its <c>plugin.json</c>, before any of its code runs.</summary>
/// <param name="Id">Unique among plugins: lower case, digits, hyphens and underscores, at most 64 characters.</param>
/// <param name="Version">The plugin's own version.</param>
/// <param name="ApiVersion">The version of the contracts it was built for.</param>
/// <param name="EntryAssembly">The file name, in the plugin's folder, of the assembly with its
/// <see cref="Atelier.Plugins.IPlugin"/>.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Description">One line: what it brings.</param>
/// <param name="RunsIn">Where its code runs.</param>
internal sealed record PluginManifest(
    string Id, Version Version, Version ApiVersion, string EntryAssembly, string Author, string Description,
    PluginProcess RunsIn = PluginProcess.Worker);

/// <summary>Where a plugin's code runs.</summary>
internal enum PluginProcess
{
    /// <summary>In the process that makes pictures.</summary>
    Worker,

    /// <summary>In the server's own: front ends.</summary>
    Server,
}
