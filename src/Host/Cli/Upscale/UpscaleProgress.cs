using Atelier.Imaging;
using Spectre.Console;

namespace Atelier.Host.Cli.Upscale;

/// <summary>
/// Shows how far a picture is: a bar on a terminal, nothing else where there is none, since all but networks are done at once.
/// </summary>
internal abstract class UpscaleProgress
{
    public static UpscaleProgress For(CommandContext context, bool isQuiet, string name) =>
        isQuiet || !context.Terminal.ErrorIsTerminal ? new Nothing() : new Bar(context.Terminal.Error, name);

    /// <summary>Runs the work and shows what it reports.</summary>
    public abstract Picture Run(Func<IProgress<double>?, Picture> work);

    private sealed class Nothing : UpscaleProgress
    {
        public override Picture Run(Func<IProgress<double>?, Picture> work) => work(null);
    }

    private sealed class Bar(TextWriter output, string name) : UpscaleProgress
    {
        public override Picture Run(Func<IProgress<double>?, Picture> work)
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
            return console.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 32 }, new RemainingTimeColumn())
                .Start(progress =>
                {
                    var bar = progress.AddTask(Markup.Escape(name), maxValue: 1);
                    return work(new Reports(fraction => bar.Value = fraction));
                });
        }
    }

    private sealed class Reports(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
