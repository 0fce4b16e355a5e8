using Atelier.Support;

namespace Atelier.ControlNet.Tests;

/// <summary>What the plugin brings, by name, as a host gets it.</summary>
internal static class PluginParts
{
    public static CollectedParts All { get; } = new(new ControlNetPlugin());
}
