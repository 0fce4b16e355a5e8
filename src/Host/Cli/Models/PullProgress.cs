using System.Globalization;
using Atelier.Host.Downloads;
using Atelier.Host.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Atelier.Host.Cli.Models;

/// <summary>Shows how a download goes: a bar on a terminal, a line a file in a pipe, nothing beside JSON.</summary>
internal static class PullProgress
{
    public static Task<T> RunAsync<T>(CommandContext context, ModelOffer offer, bool json, Func<DownloadMeter, Task<T>> work) =>
        context.Terminal.ErrorIsTerminal ? LiveAsync(context, offer, work)
        : json ? work(new DownloadMeter(offer, context.Time))
        : PlainAsync(context, offer, work);

    private static Task<T> PlainAsync<T>(CommandContext context, ModelOffer offer, Func<DownloadMeter, Task<T>> work)
    {
        string? said = null;
        DownloadMeter? meter = null;
        meter = new DownloadMeter(offer, context.Time, () =>
        {
            if (meter?.Read().File is { } file && file != said)
            {
                context.Terminal.Error.WriteLine($"fetching {said = file}");
            }
        });
        return work(meter);
    }

    private static Task<T> LiveAsync<T>(CommandContext context, ModelOffer offer, Func<DownloadMeter, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Terminal.Error) });
        DownloadMeter? meter = null;
        return console.Progress().AutoClear(true)
            .Columns(new FileColumn(() => meter), new ProgressBarColumn { Width = 32 }, new RateColumn(() => meter))
            .StartAsync(progress =>
            {
                var bar = progress.AddTask("model", maxValue: Math.Max(1, offer.Bytes ?? 1));
                bar.IsIndeterminate = offer.Bytes is null;
                meter = new DownloadMeter(offer, context.Time, () => bar.Value = offer.Bytes is null ? 0 : meter?.Read().Received ?? 0);
                return work(meter);
            });
    }

    private sealed class FileColumn(Func<DownloadMeter?> meter) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(meter()?.Read().File ?? "");
    }

    private sealed class RateColumn(Func<DownloadMeter?> meter) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            meter()?.Read() is { } read ? new Text(Text(read), new Style(Color.Grey)) : Spectre.Console.Text.Empty;

        private static string Text(DownloadProgress read) =>
            (read.Bytes is { } bytes ? $"{ByteCount.Of(read.Received)} of {ByteCount.Of(bytes)}" : ByteCount.Of(read.Received))
            + (read.BytesPerSecond is { } speed ? $"  {ByteCount.Of((long)speed)}/s" : "")
            + (read.Remaining is { } left
                ? string.Create(CultureInfo.InvariantCulture, $"  {(left.TotalHours >= 1 ? $"{left:h\\:mm\\:ss}" : $"{left:m\\:ss}")} left")
                : "");
    }
}
