using Atelier.Host.Texts;

namespace Atelier.Host.Worker.Supervise;

/// <summary>Understands how a process ended, from its exit code and its last words.</summary>
internal static class ExitReading
{
    /// <summary>An exit code of this and a signal's number says that the signal ended it.</summary>
    public const int Signalled = 128;

    private const int Abort = 6;
    private const int Kill = 9;

    // What the .NET runtime prints before it aborts by itself: then managed code is to blame, a plugin's as a rule.
    private static readonly string[] ManagedWords = ["Process terminated.", "Unhandled exception.", "Stack overflow."];

    private static readonly Dictionary<int, string> Signals = new()
    {
        [4] = "illegal instruction", [5] = "trap", [Abort] = "aborted", [7] = "bus error", [8] = "arithmetic error", [Kill] = "killed",
        [11] = "segmentation fault", [15] = "terminated",
    };

    /// <param name="code">The exit code: 128 and the signal's number, where a signal ended it.</param>
    /// <param name="lastWords">The end of its standard error.</param>
    /// <param name="wasOutOfMemory">Whether the system killed a process for want of memory meanwhile.</param>
    /// <param name="what">What ended.</param>
    public static WorkerExit Read(int code, string lastWords, bool wasOutOfMemory, string what = "the engine")
    {
        if (code == 0)
        {
            return new WorkerExit(true, $"{what} ended", "ended", false);
        }

        var signal = Signals.ContainsKey(code - Signalled) ? code - Signalled : 0;
        var managed = ManagedWords.FirstOrDefault(word => lastWords.Contains(word, StringComparison.Ordinal));
        var wasShortOfMemory = signal == Kill && wasOutOfMemory;
        var how = wasShortOfMemory ? "killed by the system: memory ran out"
            : managed is not null ? "ended by a fault in managed code"
            : signal != 0 ? Signals[signal]
            : $"exit code {code}";
        var tail = OneLine.Of(managed is null ? lastWords : lastWords[lastWords.IndexOf(managed, StringComparison.Ordinal)..], 1000);
        return new WorkerExit(
            false,
            $"{what} crashed ({how})",
            tail.Length == 0 ? how : $"{how}: {tail}",
            wasShortOfMemory || (managed is null && signal is not (0 or Kill or 15)));
    }
}
