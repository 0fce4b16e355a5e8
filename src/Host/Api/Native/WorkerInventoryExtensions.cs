using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native;

/// <summary>What requests ask of the workers' inventory.</summary>
internal static class WorkerInventoryExtensions
{
    /// <summary>Whether a part goes by a name, without regard to case.</summary>
    public static bool Goes(this PartInfo part, string name) =>
        part.Aliases.Prepend(part.Label).Prepend(part.Name).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);
}
