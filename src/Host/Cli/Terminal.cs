namespace Atelier.Host.Cli;

/// <summary>Where a command writes.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress and errors.</param>
/// <param name="OutIsTerminal">Whether a person sees the results as they come, so that tables may be drawn.</param>
/// <param name="ErrorIsTerminal">Whether a person sees the errors as they come, so that progress may move.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal)
{
    /// <summary>Reads a line from a person; null where nobody sits there.</summary>
    public Func<string?>? ReadLine { get; init; }

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected)
    {
        ReadLine = Console.IsInputRedirected ? null : Console.ReadLine,
    };
}
