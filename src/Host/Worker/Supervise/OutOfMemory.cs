using System.Globalization;

namespace Atelier.Host.Worker.Supervise;

/// <summary>How often the system has killed processes for want of memory: Linux counts.</summary>
internal static class OutOfMemory
{
    private const string Counters = "/proc/vmstat";
    private const string Name = "oom_kill ";

    /// <summary>The count so far; 0 where the system does not say.</summary>
    public static long Kills()
    {
        try
        {
            var line = File.ReadLines(Counters).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(Name.Length), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
