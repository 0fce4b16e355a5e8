using System.Globalization;
using Atelier.Generation;
using Atelier.Host.Progress;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Atelier.Host.Cli.Imagine;

/// <summary>A bar that moves on a terminal and is gone at the end.</summary>
internal sealed class LiveProgress(GenerationWatch watch, TextWriter output) : IProgressDisplay
{
    public void Run(Action<IGenerationObserver> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new StageColumn(watch), new ProgressBarColumn { Width = 32 }, new RateColumn(watch))
            .Start(progress =>
            {
                var bar = progress.AddTask("picture", maxValue: 1);
                bar.IsIndeterminate = true;
                work(new BarObserver(watch, bar));
            });
    }

    private sealed class BarObserver(GenerationWatch watch, ProgressTask bar) : IGenerationObserver
    {
        public void OnProgress(GenerationProgress progress)
        {
            watch.OnProgress(progress);
            if (watch.Total > 0)
            {
                bar.IsIndeterminate = false;
                bar.MaxValue = watch.Total;
                bar.Value = watch.Done;
            }
        }
    }

    private sealed class StageColumn(GenerationWatch watch) : ProgressColumn
    {
        protected override bool NoWrap => true;

        // As wide as the longest, so that the bar stays where it is.
        public override int? GetColumnWidth(RenderOptions options) => StageLabels.Width;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(StageLabels.Of(watch.Stage));
    }

    private sealed class RateColumn(GenerationWatch watch) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            watch.Remaining is not { } remaining
            ? Text.Empty
            : new Text(
                string.Create(
                    CultureInfo.InvariantCulture, $"{watch.Done}/{watch.Total}  {watch.StepsPerSecond:0.0} it/s  {remaining:m\\:ss} left"),
                new Style(Color.Grey));
    }
}
