namespace Atelier.Diffusion.Onnx;

/// <summary>
/// Cores that this process may use, each counted once: two hardware threads of one core share the unit that multiplies, so more threads
/// than cores make a run slower.
/// </summary>
internal static class PhysicalCores
{
    private const string Topology = "/sys/devices/system/cpu";

    public static int Count { get; } = Math.Min(Environment.ProcessorCount, CountSiblingSets() ?? Environment.ProcessorCount);

    private static int? CountSiblingSets()
    {
        try
        {
            var sets = Directory.EnumerateDirectories(Topology, "cpu*")
                .Select(cpu => Path.Combine(cpu, "topology", "thread_siblings_list"))
                .Where(File.Exists)
                .Select(File.ReadAllText)
                .ToHashSet();
            return sets.Count == 0 ? null : sets.Count;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
