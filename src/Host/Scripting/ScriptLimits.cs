namespace Atelier.Host.Scripting;

/// <summary>What one run of a script may take. Beyond it, its whole group of processes is ended.</summary>
/// <param name="Time">From its first statement.</param>
/// <param name="Memory">Bytes in memory of its process, .NET and the compiler included, and of all that it starts.</param>
/// <param name="Processes">Its own included.</param>
/// <param name="Threads">Of all its processes together.</param>
internal sealed record ScriptLimits(TimeSpan Time, long Memory, int Processes, int Threads)
{
    /// <summary>Of compiling, packages fetched from a registry included: less than this is nobody's decision.</summary>
    public ScriptLimits OfCompiling() =>
        new(TimeSpan.FromMinutes(3), Math.Max(Memory, 2L << 30), Math.Max(Processes, 64), Math.Max(Threads, 1000));
}
