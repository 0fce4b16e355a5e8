using System.Globalization;
using Atelier.Generation;
using Atelier.Host.Progress;

namespace Atelier.Host.Cli.Imagine;

/// <summary>Lines for logs: one when a stage begins, one for the last step, and one every five seconds between.</summary>
internal sealed class PlainProgress(GenerationWatch watch, TextWriter output, TimeProvider time) : IProgressDisplay, IGenerationObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private string _stage = "";
    private long _said;

    public void Run(Action<IGenerationObserver> work) => work(this);

    public void OnProgress(GenerationProgress progress)
    {
        watch.OnProgress(progress);
        if (progress.Step > 0 && (progress.Step == progress.Steps || time.GetElapsedTime(_said) >= Pause))
        {
            Say(string.Create(CultureInfo.InvariantCulture,
                $"{watch.Stage} {watch.Done}/{watch.Total}, {watch.StepsPerSecond:0.00} it/s, {Math.Ceiling(watch.Remaining?.TotalSeconds ?? 0):0} s left"));
        }
        else if (watch.Stage != _stage)
        {
            Say(watch.Stage);
        }

        _stage = watch.Stage;
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        _said = time.GetTimestamp();
    }
}
