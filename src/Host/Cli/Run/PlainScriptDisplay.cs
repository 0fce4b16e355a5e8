using System.Globalization;
using Atelier.Host.Api.Native.Contracts;

namespace Atelier.Host.Cli.Run;

/// <summary>Lines: what a script says as results, all else beside, and progress every five seconds.</summary>
/// <param name="results">Where what the script says goes.</param>
/// <param name="others">Where warnings, errors and progress go.</param>
internal sealed class PlainScriptDisplay(TextWriter results, TextWriter others, TimeProvider time) : IScriptDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long _said = time.GetTimestamp();

    public Task<T> ShowAsync<T>(Func<Task<T>> work) => work();

    public void Write(string level, string text)
    {
        lock (_gate)
        {
            (level == "info" ? results : others).WriteLine(text);
        }
    }

    public void Progress(ProgressEvent progress)
    {
        lock (_gate)
        {
            if (progress.Step > 0 && time.GetElapsedTime(_said) >= Pause)
            {
                others.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{progress.Stage} {progress.Step}/{progress.Steps}, {progress.StepsPerSecond:0.00} it/s"));
                _said = time.GetTimestamp();
            }
        }
    }

    public void Over(string jobId)
    {
    }
}
