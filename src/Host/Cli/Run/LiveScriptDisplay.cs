using System.Globalization;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Cli.Imagine;
using Spectre.Console;

namespace Atelier.Host.Cli.Run;

/// <summary>On a terminal: what a script says, and below it a bar for each of its generations, gone when it is over.</summary>
/// <param name="results">Where what the script says goes; null where it is the same terminal.</param>
internal sealed class LiveScriptDisplay(TextWriter terminal, TextWriter? results) : IScriptDisplay
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ProgressTask> _bars = [];
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) });
    private ProgressContext? _progress;

    public Task<T> ShowAsync<T>(Func<Task<T>> work) => _console.Progress().AutoClear(true).HideCompleted(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 32 })
        .StartAsync(async progress =>
        {
            _progress = progress;
            return await work();
        });

    public void Write(string level, string text)
    {
        lock (_gate)
        {
            if (level == "info" && results is not null)
            {
                results.WriteLine(text);
                return;
            }

            _console.Write(new Text(text + Environment.NewLine, level switch
            {
                "warning" => new Style(Color.Yellow),
                "error" => new Style(Color.Red),
                _ => Style.Plain,
            }));
        }
    }

    public void Progress(ProgressEvent progress)
    {
        lock (_gate)
        {
            if (!_bars.TryGetValue(progress.JobId, out var bar) && _progress is not null)
            {
                _bars[progress.JobId] = bar = _progress.AddTask("", maxValue: 1);
            }

            if (bar is not null)
            {
                // Its end hides a bar, and a second pass begins where the first ended.
                bar.Value = Math.Min(progress.Fraction, 0.999);
                bar.Description = Words(progress);
            }
        }
    }

    public void Over(string jobId)
    {
        lock (_gate)
        {
            if (_bars.Remove(jobId, out var bar))
            {
                bar.Value = 1;
                bar.StopTask();
            }
        }
    }

    private static string Words(ProgressEvent progress)
    {
        var rate = progress.StepsPerSecond > 0
            ? string.Create(CultureInfo.InvariantCulture, $"  {progress.Step}/{progress.Steps}  {progress.StepsPerSecond:0.0} it/s") : "";
        return Markup.Escape(StageLabels.Of(progress.Stage) + rate);
    }
}
