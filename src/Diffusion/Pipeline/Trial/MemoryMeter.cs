using System.Globalization;

namespace Atelier.Diffusion.Pipeline;

/// <summary>The process's resident memory over what it was at the start, in bytes. Needs Linux's /proc; elsewhere it is NaN.</summary>
internal sealed class MemoryMeter
{
    private const string Status = "/proc/self/status";
    private const string ResetPeak = "5";
    private readonly double _start;

    public MemoryMeter()
    {
        TakePeak();
        _start = Read("VmRSS:");
    }

    /// <summary>The most since the last time this was asked.</summary>
    public double TakePeak()
    {
        var peak = Read("VmHWM:");
        if (File.Exists(Status))
        {
            File.WriteAllText("/proc/self/clear_refs", ResetPeak);
        }

        return peak - _start;
    }

    private static double Read(string name)
    {
        var line = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            : null;
        return line is null
            ? double.NaN
            : 1024 * double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
